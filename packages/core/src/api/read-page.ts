import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import type { Counters } from '../stats/counters.ts'
import { AnalyticsError } from './analytics-error.ts'
import { isObject, readBlock, readCount, readList, readText, WrongFieldError } from './read-field.ts'
import { readUserCounters, sumIfAllKnown } from './read-user-counters.ts'
import type { ApiRows, ConnectorRow, Endpoint, PageBody, SkillRow, UserRow } from './rows.ts'

/** The data of a member's row that is used. */
export interface UserReading {
  /** Null if the row does not belong to one member. */
  readonly id: ClaudeUserId | null
  /** Null if the row has none. */
  readonly email: string | null
  readonly counters: Counters
}

/** The data of a report row that is used. Each row is one user's usage of one skill or connector. */
export interface ReportReading {
  /** Null if the row names no user. */
  readonly id: ClaudeUserId | null
  /**
   * Number of invocations of the skill or connector. For a connector, it adds up the read, write and unclassified
   * calls. Null if one of these counts is unknown.
   */
  readonly count: number | null
}

/** The rows of each endpoint as the client returns them. */
export interface Rows {
  readonly users: UserReading
  readonly skills: ReportReading
  readonly connectors: ReportReading
}

/** What was read from one page. */
export interface PageReading<Row> {
  readonly rows: readonly Row[]
  /** The cursor of the next page. Null or empty on the last page. */
  readonly nextPage: string | null
}

/**
 * Reads the rows of a page. Keeps only ids, e-mails and counts.
 * @param rowOffset Number of earlier rows of the same answer, when the answer is read in parts. `@default 0`
 * @throws `AnalyticsError` `unexpected_answer` if a field has an unexpected type. The message names the field.
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

const createUnexpectedAnswerError = (endpoint: Endpoint, invalidPart: string): AnalyticsError =>
  new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave a value of an unexpected type in /${endpoint}: ${invalidPart}. Nothing of this day is used.`,
  )

const readUser = (row: UserRow): UserReading => {
  const user = readBlock(row, 'user')
  return { id: user && readMemberId(user), email: readText(user, 'email_address'), counters: readUserCounters(row) }
}

/** Reads the id of a member. Throws if it is missing, because the row cannot be used without it. */
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
