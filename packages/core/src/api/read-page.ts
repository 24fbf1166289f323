import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import type { Counters } from '../stats/counters.ts'
import { AnalyticsError } from './analytics-error.ts'
import { isObject, readBlock, readCount, readList, readText, WrongFieldError } from './read-field.ts'
import { readUserCounters, sumIfAllKnown } from './read-user-counters.ts'
import type { ApiRows, ConnectorRow, Endpoint, PageBody, SkillRow, UserRow } from './rows.ts'

/** The parts of a member's row that are used. */
export interface UserReading {
  /** Null if the row does not belong to one member. */
  readonly id: ClaudeUserId | null
  /** Null if the row gives none. */
  readonly email: string | null
  readonly counters: Counters
}

/** The parts of a report row that are used. A row is one user's usage of one skill or connector. */
export interface ReportReading {
  /** Null if the row names no user. */
  readonly id: ClaudeUserId | null
  /** Number of uses. Null if any part of the count is unknown. */
  readonly count: number | null
}

/** The rows of each endpoint as the client returns them. */
export interface Rows {
  readonly users: UserReading
  readonly skills: ReportReading
  readonly connectors: ReportReading
}

export interface PageReading<Row> {
  readonly rows: readonly Row[]
  /** The cursor of the next page. Null or empty on the last page. */
  readonly nextPage: string | null
}

/**
 * Reads a page in one pass. Keeps only ids, addresses and counts.
 * @param rowOffset Number of earlier rows of the same answer, if the answer is read in parts.
 * @throws `AnalyticsError` `unexpected_answer` that names the field, if a field has the wrong type.
 */
export const readPage = <E extends Endpoint>(endpoint: E, answer: unknown, rowOffset = 0): PageReading<Rows[E]> => {
  if (!isObject(answer)) throw createUnexpectedAnswerError(endpoint, 'the whole answer')
  // Not checked here: reading the fields checks their types.
  const body = answer as PageBody<ApiRows[E]>
  try {
    return { rows: readList(body, 'data').map(readers[endpoint]), nextPage: readText(body, 'next_page') }
  } catch (error) {
    if (!(error instanceof WrongFieldError)) throw error
    const path = error.findPath(answer).replace(/(?<=^data\[)\d+/, (index) => String(Number(index) + rowOffset))
    throw createUnexpectedAnswerError(endpoint, `the field ${path}`)
  }
}

const createUnexpectedAnswerError = (endpoint: Endpoint, what: string): AnalyticsError =>
  new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave a value of an unexpected type in /${endpoint}: ${what}. Nothing of this day is used.`,
  )

const readUser = (row: UserRow): UserReading => {
  const user = readBlock(row, 'user')
  return { id: user && readMemberId(user), email: readText(user, 'email_address'), counters: readUserCounters(row) }
}

/** Reads the id of a member. It is required: a member's row without it cannot be used. */
const readMemberId = (user: NonNullable<UserRow['user']>): ClaudeUserId => {
  const id = readText(user, 'id')
  if (!id) throw new WrongFieldError(user, 'id')
  return claudeUserId(id)
}

const readSkill = (row: SkillRow): ReportReading => ({ id: readUserId(row), count: readCount(row, 'invocation_count') })

const readConnector = (row: ConnectorRow): ReportReading => ({
  id: readUserId(row),
  count: sumIfAllKnown([
    readCount(row, 'read_call_count'),
    readCount(row, 'write_call_count'),
    readCount(row, 'unclassified_call_count'),
  ]),
})

const readUserId = (row: SkillRow | ConnectorRow): ClaudeUserId | null => {
  const id = readText(row, 'user_id')
  return id ? claudeUserId(id) : null
}

const readers: { readonly [E in Endpoint]: (row: ApiRows[E]) => Rows[E] } = {
  users: readUser,
  skills: readSkill,
  connectors: readConnector,
}
