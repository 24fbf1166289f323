import { type Node, parse, type SelectStmt, type WithClause } from 'libpg-query'

/** A use of a table in a statement. */
export interface TableAccess {
  readonly table: string
  /**
   * The numbers of the parameters that the table's `account_id` must equal. Empty if nothing limits the access to the
   * rows of one account.
   */
  readonly parameters: readonly number[]
}

/**
 * Finds every use of a table in SQL, with the parameters that limit it to one account. PostgreSQL's own parser reads
 * the statement. A use is limited by an equality in `where` or in the condition of a join, which compares `account_id`
 * with a parameter or with the `account_id` of another table that is limited. In an outer join, the condition limits
 * only the side that can be null. An insert is limited by the value of its column `account_id`.
 *
 * A use that is not understood counts as not limited.
 */
export const findTableAccesses = async (statements: string): Promise<TableAccess[]> => {
  const { stmts = [] } = await parse(statements)
  return stmts.flatMap(({ stmt }) => (stmt ? analyze(stmt, { levels: [], ctes: new Map() }).accesses : []))
}

/** A column of a query's result, with the parameters that the column must equal if it holds an account id. */
interface Output {
  readonly name: string
  readonly parameters: readonly number[]
}

/** A table or a query in `from`. */
interface Source {
  /** Null for a query. */
  readonly table: string | null
  readonly getOutputs: () => readonly Output[]
  readonly parameters: Set<number>
}

/** The sources of one query. */
interface Level {
  readonly sources: Map<string, Source>
  /** The source that an unqualified `account_id` stands for after `using (account_id)`. */
  merged: Source | null
}

interface Environment {
  /** Innermost first. */
  readonly levels: readonly Level[]
  readonly ctes: ReadonlyMap<string, () => readonly Output[]>
}

interface Analysis {
  readonly accesses: readonly TableAccess[]
  readonly outputs: readonly Output[]
}

const accountColumn = 'account_id'
const emptyAnalysis: Analysis = { accesses: [], outputs: [] }

const analyze = (node: Node, environment: Environment): Analysis => {
  if ('SelectStmt' in node) return analyzeSelect(node.SelectStmt, environment)
  if ('InsertStmt' in node) {
    const { relation, cols = [], selectStmt, onConflictClause, withClause } = node.InsertStmt
    const { environment: inner, accesses } = addCtes(withClause, environment)
    const source = selectStmt ? analyze(selectStmt, inner) : emptyAnalysis
    const index = cols.findIndex((target) => 'ResTarget' in target && target.ResTarget.name === accountColumn)
    const inferred = onConflictClause?.infer?.indexElems ?? []
    const isSameAccount =
      onConflictClause?.action !== 'ONCONFLICT_UPDATE' ||
      inferred.some((element) => 'IndexElem' in element && element.IndexElem.name === accountColumn)
    const isMoved = setsAccount(onConflictClause?.targetList)
    const parameters = isSameAccount && !isMoved ? (source.outputs[index]?.parameters ?? []) : []
    const target = createSource(relation?.relname ?? null)
    for (const parameter of parameters) target.parameters.add(parameter)
    const level: Level = { sources: new Map([[relation?.alias?.aliasname ?? '', target]]), merged: target }
    return {
      accesses: [
        ...accesses,
        { table: relation?.relname ?? '', parameters },
        ...source.accesses,
        ...analyzeNested([onConflictClause], { ...inner, levels: [level, ...inner.levels] }),
      ],
      outputs: [],
    }
  }
  if ('UpdateStmt' in node || 'DeleteStmt' in node) {
    const statement = 'UpdateStmt' in node ? node.UpdateStmt : node.DeleteStmt
    const { relation, whereClause, withClause, ...rest } = statement
    const otherTables =
      ('fromClause' in statement && statement.fromClause) || ('usingClause' in statement && statement.usingClause)
    const { environment: inner, accesses } = addCtes(withClause, environment)
    const from = [...(relation ? [{ RangeVar: relation }] : []), ...(otherTables || [])]
    const { level, environment: levelEnvironment } = createLevel(from, whereClause, inner)
    const isMoved = 'targetList' in statement && setsAccount(statement.targetList)
    return {
      accesses: [
        ...accesses,
        ...listAccesses(level).map((access) => (isMoved ? { ...access, parameters: [] } : access)),
        ...analyzeNested([whereClause, rest], levelEnvironment),
      ],
      outputs: [],
    }
  }
  if ('VacuumStmt' in node) {
    const tables = (node.VacuumStmt.rels ?? []).map((target) =>
      'VacuumRelation' in target ? (target.VacuumRelation.relation?.relname ?? '') : '',
    )
    return { accesses: tables.map((table) => ({ table, parameters: [] })), outputs: [] }
  }
  if ('TransactionStmt' in node || 'VariableSetStmt' in node) return emptyAnalysis
  return { accesses: [{ table: Object.keys(node).join(), parameters: [] }], outputs: [] }
}

const analyzeSelect = (select: SelectStmt, outer: Environment): Analysis => {
  const { withClause, fromClause, whereClause, targetList, valuesLists, larg, rarg, ...rest } = select
  const { environment, accesses } = addCtes(withClause, outer)
  if (larg && rarg) {
    const [left, right] = [analyzeSelect(larg, environment), analyzeSelect(rarg, environment)]
    return {
      accesses: [...accesses, ...left.accesses, ...right.accesses, ...analyzeNested([rest], environment)],
      outputs: left.outputs.map((output, index) => ({
        ...output,
        parameters: combine([output.parameters, right.outputs[index]?.parameters ?? []]),
      })),
    }
  }
  const { level, environment: levelEnvironment } = createLevel(fromClause ?? [], whereClause, environment)
  const nested = analyzeNested([fromClause, whereClause, targetList, valuesLists, rest], levelEnvironment)
  return {
    accesses: [...accesses, ...listAccesses(level), ...nested],
    outputs: valuesLists
      ? listValues(valuesLists, levelEnvironment)
      : (targetList ?? []).flatMap((target) => listOutputs(target, levelEnvironment)),
  }
}

const addCtes = (
  withClause: WithClause | undefined,
  outer: Environment,
): { readonly environment: Environment; readonly accesses: readonly TableAccess[] } => {
  const ctes = new Map(outer.ctes)
  const environment = { ...outer, ctes }
  const accesses: TableAccess[] = []
  for (const cte of withClause?.ctes ?? []) {
    if (!('CommonTableExpr' in cte) || !cte.CommonTableExpr.ctequery) continue
    const { ctename = '', ctequery } = cte.CommonTableExpr
    // A recursive query sees itself without outputs.
    ctes.set(ctename, () => [])
    const analysis = analyze(ctequery, environment)
    accesses.push(...analysis.accesses)
    ctes.set(ctename, () => analysis.outputs)
  }
  return { environment, accesses }
}

const createSource = (table: string | null, getOutputs: Source['getOutputs'] = () => []): Source => ({
  table,
  getOutputs,
  parameters: new Set(),
})

/** An equality that limits `to` to the account of `from`, which is a source or the number of a parameter. */
interface Limit {
  readonly from: Source | number
  readonly to: Source
}

const createLevel = (
  from: readonly Node[],
  where: Node | undefined,
  outer: Environment,
): { readonly level: Level; readonly environment: Environment } => {
  const level: Level = { sources: new Map(), merged: null }
  const environment = { ...outer, levels: [level, ...outer.levels] }
  const limits: Limit[] = []

  const addSource = (name: string, source: Source): Source[] => {
    level.sources.set(name, source)
    return [source]
  }
  const addCondition = (condition: Node | undefined, canLimit: (source: Source) => boolean): void => {
    for (const [left, right] of listEqualities(condition)) {
      for (const [a, b] of [
        [left, right],
        [right, left],
      ] as const) {
        const to = findSource(a, environment)
        const limiting = findSource(b, environment) ?? getParameter(b)
        if (to && limiting !== null && canLimit(to)) limits.push({ from: limiting, to })
      }
    }
  }
  const addItem = (item: Node): Source[] => {
    if ('RangeVar' in item) {
      const { relname = '', schemaname, alias } = item.RangeVar
      const cte = schemaname ? undefined : outer.ctes.get(relname)
      return addSource(alias?.aliasname ?? relname, createSource(cte ? null : relname, cte))
    }
    if ('RangeSubselect' in item) {
      const { subquery, alias } = item.RangeSubselect
      const getOutputs = () => (subquery ? analyze(subquery, environment).outputs : [])
      return addSource(alias?.aliasname ?? '', createSource(null, getOutputs))
    }
    if ('RangeFunction' in item) return addSource(item.RangeFunction.alias?.aliasname ?? '', createSource(null))
    if (!('JoinExpr' in item)) return []
    const { jointype, larg, rarg, usingClause = [], quals } = item.JoinExpr
    const left = larg ? addItem(larg) : []
    const right = rarg ? addItem(rarg) : []
    const canLimitLeft = jointype === 'JOIN_INNER' || jointype === 'JOIN_RIGHT'
    const canLimitRight = jointype === 'JOIN_INNER' || jointype === 'JOIN_LEFT'
    const canLimit = (source: Source) =>
      (canLimitLeft && left.includes(source)) || (canLimitRight && right.includes(source))
    if (usingClause.some((name) => 'String' in name && name.String.sval === accountColumn)) {
      const leftTable = left.find(({ table }) => table !== null)
      const rightTable = right.find(({ table }) => table !== null)
      level.merged = leftTable ?? null
      if (leftTable && rightTable) {
        if (canLimitRight) limits.push({ from: leftTable, to: rightTable })
        if (canLimitLeft) limits.push({ from: rightTable, to: leftTable })
      }
    }
    addCondition(quals, canLimit)
    return [...left, ...right]
  }
  const joined = from.flatMap(addItem)
  addCondition(where, (source) => joined.includes(source))

  for (let isDone = false; !isDone; ) {
    isDone = true
    for (const { from: limiting, to } of limits) {
      for (const parameter of typeof limiting === 'number' ? [limiting] : limiting.parameters) {
        if (to.parameters.has(parameter)) continue
        to.parameters.add(parameter)
        isDone = false
      }
    }
  }
  return { level, environment }
}

const listAccesses = ({ sources }: Level): TableAccess[] =>
  [...sources.values()].flatMap(({ table, parameters }) =>
    table === null ? [] : [{ table, parameters: [...parameters] }],
  )

/** Lists the two sides of each equality that a condition demands. */
const listEqualities = (condition: Node | undefined): (readonly [Node, Node])[] => {
  if (!condition) return []
  if ('BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR') {
    return (condition.BoolExpr.args ?? []).flatMap(listEqualities)
  }
  if (!('A_Expr' in condition) || condition.A_Expr.kind !== 'AEXPR_OP') return []
  const { name = [], lexpr, rexpr } = condition.A_Expr
  const isEquality = name.length === 1 && name[0] && 'String' in name[0] && name[0].String.sval === '='
  return isEquality && lexpr && rexpr ? [[lexpr, rexpr]] : []
}

/** Finds the source of an expression that is a column `account_id`. Null for other expressions. */
const findSource = (expression: Node, { levels }: Environment): Source | null => {
  const names = getColumnNames(expression)
  if (names.at(-1) !== accountColumn) return null
  const [level] = levels
  const [name] = names
  if (names.length === 1) {
    if (!level || level.merged) return level?.merged ?? null
    const tables = [...level.sources.values()].filter(({ table }) => table !== null)
    return tables.length === 1 ? (tables[0] ?? null) : null
  }
  const source = levels.map(({ sources }) => sources.get(name as string)).find((found) => found !== undefined) ?? null
  if (source?.table === null) {
    const output = source.getOutputs().find(({ name: outputName }) => outputName === accountColumn)
    for (const parameter of output?.parameters ?? []) source.parameters.add(parameter)
  }
  return source
}

/** Returns the number of the parameter if an expression is only a parameter, or selects only a parameter. Else null. */
const getParameter = (expression: Node): number | null => {
  if ('ParamRef' in expression) return expression.ParamRef.number ?? null
  if ('TypeCast' in expression) return expression.TypeCast.arg ? getParameter(expression.TypeCast.arg) : null
  if (!('SubLink' in expression) || expression.SubLink.subLinkType !== 'EXPR_SUBLINK') return null
  const query = expression.SubLink.subselect
  if (!query || !('SelectStmt' in query) || query.SelectStmt.fromClause) return null
  const [target] = query.SelectStmt.targetList ?? []
  return target && 'ResTarget' in target && target.ResTarget.val ? getParameter(target.ResTarget.val) : null
}

/** Returns `['links', 'account_id']` for `links.account_id`. `*` is the empty string. */
const getColumnNames = (expression: Node): string[] =>
  'ColumnRef' in expression
    ? (expression.ColumnRef.fields ?? []).map((field) => ('String' in field ? (field.String.sval ?? '') : ''))
    : []

const listOutputs = (target: Node, environment: Environment): Output[] => {
  if (!('ResTarget' in target) || !target.ResTarget.val) return []
  const { name, val } = target.ResTarget
  const names = getColumnNames(val)
  const source = environment.levels[0]?.sources.get(names[0] ?? '')
  if (names.at(-1) === '' && source?.table === null) return [...source.getOutputs()]
  return [{ name: name ?? names.at(-1) ?? '', parameters: findParameters(val, environment) }]
}

const listValues = (rows: readonly Node[], environment: Environment): Output[] => {
  const lists = rows.map((row) => ('List' in row ? (row.List.items ?? []) : []))
  return (lists[0] ?? []).map((_, index) => ({
    name: '',
    parameters: combine(
      lists.map((items) => {
        const item = items[index]
        return item ? findParameters(item, environment) : []
      }),
    ),
  }))
}

const findParameters = (expression: Node, environment: Environment): number[] => {
  const parameter = getParameter(expression)
  return parameter === null ? [...(findSource(expression, environment)?.parameters ?? [])] : [parameter]
}

/** Combines the parameters of several rows. Empty if any row has no parameters, because that row is not limited. */
const combine = (lists: readonly (readonly number[])[]): number[] =>
  lists.every(({ length }) => length > 0) ? [...new Set(lists.flat())] : []

const setsAccount = (targets: readonly Node[] | undefined): boolean =>
  (targets ?? []).some((target) => 'ResTarget' in target && target.ResTarget.name === accountColumn)

const statementKinds = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt']

/** Analyzes the queries inside a part of a statement. */
const analyzeNested = (value: unknown, environment: Environment): TableAccess[] => {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item) => analyzeNested(item, environment))
  if (statementKinds.some((kind) => kind in value)) return [...analyze(value as Node, environment).accesses]
  return Object.values(value).flatMap((field) => analyzeNested(field, environment))
}
