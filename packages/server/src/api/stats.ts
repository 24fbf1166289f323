import { type AccountId, type Day, type EmployeeId, employeeId, isDay } from '@windmill/claude-core'
import { idRequirement, isId } from '../is-id.ts'
import { ProblemError } from '../problem-error.ts'
import type { ChangePosition, FiguresQuery } from '../storage/adapter.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'
import { buildStatsRows, type StatsRow } from './build-stats-rows.ts'
import type { Context } from './context.ts'
import { readWithLines } from './record.ts'

/** Maximum number of employees in one answer of `listChanges`. */
const maxChangedEmployees = 1_000

/** Employees per page of one day, with one row each. */
const employeesPerDayPage = 2_000

/** Employees per page of all days, with some hundred rows each. */
const employeesPerPage = 10

/** What changed since a cursor. */
export interface StatsChanges {
  /** The days to read again, for everyone. */
  readonly days: readonly Day[]
  /** The employees to read again, on all days. At most 1,000. */
  readonly employees: readonly EmployeeId[]
  /**
   * The ids of everyone with figures: delete the rows of all others. Null if the ids are the same as before. An
   * employee is not listed without a linked Claude user, with a participation other than `included`, or after an
   * erasure. A former id is not listed either.
   */
  readonly everyone: readonly EmployeeId[] | null
  /** The first day that is kept: delete the rows of earlier days. Null if everything is kept. */
  readonly keptFrom: Day | null
  /** Pass it as `after` when these changes are stored. A cursor never expires. */
  readonly cursor: string
  /** Whether more changes follow. `everyone` comes with the last changes. */
  readonly hasMore: boolean
}

/** Which rows to read: all rows of some days, and all rows of some employees. */
export interface StatsSelection {
  /** `@default` [] */
  readonly days?: readonly string[] | undefined
  /** `@default` [] */
  readonly employees?: readonly string[] | undefined
}

/**
 * Returns what changed since a cursor, and adds the read to the log if it names any employee.
 * @throws `ProblemError` `invalid_request`.
 */
export const listChanges = async (
  context: Context,
  accountId: AccountId,
  options: { readonly after?: string | null | undefined } = {},
): Promise<StatsChanges> => {
  const after = parseCursor((options as { readonly after?: unknown } | undefined)?.after ?? null)
  const { position, ...changes } = await recordHostRead(
    context,
    accountId,
    () => context.storage.listChanges(accountId, after, maxChangedEmployees),
    ({ employees, everyone }) => employees.length > 0 || (everyone?.length ?? 0) > 0,
  )
  return { ...changes, cursor: `${position.number}.${position.membershipNumber}` }
}

interface RowsPage {
  readonly rows: readonly StatsRow[]
  /** The query of the next page. Null on the last page. */
  readonly next: Omit<FiguresQuery, 'limit'> | null
}

/** Reads one page of rows of some days or employees, and adds the read to the log if the page names any employee. */
const readRows = async (
  context: Context,
  accountId: AccountId,
  query: Omit<FiguresQuery, 'limit'>,
  isLeftOut: (day: Day) => boolean,
): Promise<RowsPage> => {
  const { storage, readLimiter } = context
  const limit = query.days ? employeesPerDayPage : employeesPerPage
  // The host copies these rows in the background. No person waits for them, so a page may wait for its turn as long as
  // needed.
  const { employees, days } = await readLimiter.run(
    () =>
      recordHostRead(
        context,
        accountId,
        () => storage.readFigures(accountId, { ...query, limit }),
        (page) => page.employees.length > 0,
      ),
    { isContinued: true },
  )
  const last = employees.at(-1)
  const shownDays = days.filter(({ day }) => !isLeftOut(day))
  return {
    rows: employees.flatMap((employee) => buildStatsRows(employee, shownDays)),
    next: last && employees.length === limit ? { ...query, after: last.id } : null,
  }
}

/**
 * Yields the rows of some days and of some employees, in pages.
 * @param runRead - Runs each read of a page.
 * @throws `ProblemError` `invalid_request`.
 */
export async function* readStats(
  context: Context,
  accountId: AccountId,
  selection: StatsSelection,
  runRead: <Result>(read: () => Promise<Result>) => Promise<Result>,
): AsyncGenerator<readonly StatsRow[], void, void> {
  const { days, employees } = parseSelection(selection)
  const queries = [
    ...days.map((day) => ({ days: [day], after: null, isLeftOut: () => false })),
    ...(employees.length > 0 ? [{ employees, after: null, isLeftOut: (day: Day) => days.includes(day) }] : []),
  ]
  for (const { isLeftOut, ...query } of queries) {
    for (let next: RowsPage['next'] = query; next; ) {
      const current: Omit<FiguresQuery, 'limit'> = next
      const page = await runRead(() => readRows(context, accountId, current, isLeftOut))
      if (page.rows.length > 0) yield page.rows
      next = page.next
    }
  }
}

/**
 * Reads figures for the host, and adds the read to the log. The entry has no actor. It is about everyone, under
 * the reporting lines at the time of the read. The answer waits for the entry, since a read that cannot be recorded
 * must fail.
 * @param hasFigures - Whether anything about anybody was read.
 */
const recordHostRead = async <Figures>(
  context: Context,
  accountId: AccountId,
  read: () => Promise<Figures>,
  hasFigures: (figures: Figures) => boolean,
): Promise<Figures> => {
  const { figures, lines } = await readWithLines(context, accountId, read)
  if (!hasFigures(figures)) return figures
  const event = { kind: 'read', purpose: 'host', periods: [], rows: null } as const
  const entry = createLogEntry({ at: context.clock.now(), actorId: null, about: 'everyone', event })
  await context.storage.addLogEntries(accountId, [{ ...entry, lines }])
  return figures
}

const parseCursor = (after: unknown): ChangePosition | null => {
  if (after === null) return null
  const [, number, membershipNumber] = (typeof after === 'string' && /^(\d{1,15})\.(\d{1,15})$/.exec(after)) || []
  if (number && membershipNumber) return { number: Number(number), membershipNumber: Number(membershipNumber) }
  const detail = 'after must be the cursor of earlier changes, or null to begin. Nothing was read.'
  throw new ProblemError('invalid_request', { field: 'after', detail })
}

const parseSelection = (selection: StatsSelection) => {
  // The host's code may be untyped.
  const { days = [], employees = [] } = selection as { readonly days?: unknown; readonly employees?: unknown }
  return {
    days: parseList(days, 'days', isDay, 'days in the form YYYY-MM-DD'),
    employees: parseList(employees, 'employees', isId, `employee ids, each ${idRequirement}`).map(employeeId),
  }
}

const parseList = <Item extends string>(
  given: unknown,
  field: string,
  isItem: (value: string) => value is Item,
  requirement: string,
): Item[] => {
  if (Array.isArray(given) && given.every((item): item is Item => typeof item === 'string' && isItem(item))) {
    return [...new Set(given)]
  }
  throw new ProblemError('invalid_request', { field, detail: `${field} must be an array of ${requirement}.` })
}
