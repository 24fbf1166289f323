import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'

/** A value of a statement. Booleans are stored as 0 and 1, and objects as JSON. */
type Value = SQLInputValue | boolean | object | undefined

/** Runs the SQL of a template. Each `${value}` becomes a parameter. */
type Run<Result> = (sql: TemplateStringsArray, ...values: readonly Value[]) => Result

export interface Database {
  /** Returns all rows. */
  readonly all: <Row>(...template: Parameters<Run<unknown>>) => Row[]
  /** Reads row by row, and stops when the caller does. */
  readonly iterate: <Row>(...template: Parameters<Run<unknown>>) => Iterable<Row>
  /** Returns the first row. */
  readonly get: <Row>(...template: Parameters<Run<unknown>>) => Row | undefined
  /** Returns how many rows changed. */
  readonly run: Run<number>
  /** Runs statements without parameters. */
  readonly exec: (sql: string) => void
  /** Runs an operation that reads from one snapshot. */
  readonly read: <Result>(action: () => Result) => Promise<Result>
  /** Runs an operation that writes. If it throws, nothing was written. */
  readonly write: <Result>(action: () => Result) => Promise<Result>
  readonly close: () => void
}

/** How long a write waits for the write of another process. */
const busyTimeoutMs = 10_000

/** Opens a database file. `:memory:` keeps the database in memory. */
export const openDatabase = (path: string): Database => {
  const sqlite = new DatabaseSync(path)
  sqlite.exec(`pragma journal_mode = wal; pragma busy_timeout = ${busyTimeoutMs}`)
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: TemplateStringsArray): StatementSync => {
    const text = sql.join('?')
    const statement = statements.get(text) ?? sqlite.prepare(text)
    statements.set(text, statement)
    return statement
  }
  // Nothing in an operation is awaited, so the operations of this process never mix.
  const transact =
    (begin: string) =>
    async <Result>(action: () => Result): Promise<Result> => {
      sqlite.exec(begin)
      try {
        const result = action()
        sqlite.exec('commit')
        return result
      } catch (error) {
        sqlite.exec('rollback')
        throw error
      }
    }
  return {
    all: <Row>(sql: TemplateStringsArray, ...values: readonly Value[]) =>
      prepare(sql).all(...values.map(toSqlValue)) as Row[],
    iterate: <Row>(sql: TemplateStringsArray, ...values: readonly Value[]) =>
      prepare(sql).iterate(...values.map(toSqlValue)) as Iterable<Record<string, SQLOutputValue>> as Iterable<Row>,
    get: <Row>(sql: TemplateStringsArray, ...values: readonly Value[]) =>
      prepare(sql).get(...values.map(toSqlValue)) as Row | undefined,
    run: (sql, ...values) => Number(prepare(sql).run(...values.map(toSqlValue)).changes),
    exec: (sql) => sqlite.exec(sql),
    read: transact('begin'),
    write: transact('begin immediate'),
    close: () => sqlite.close(),
  }
}

const toSqlValue = (value: Value): SQLInputValue => {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && !ArrayBuffer.isView(value) ? JSON.stringify(value) : (value as SQLInputValue)
}

/** Reads a JSON column. Null stays null. */
export const parseJson = <Content>(json: string | null | undefined): Content | null =>
  json == null ? null : (JSON.parse(json) as Content)
