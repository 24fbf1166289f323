import { type ClaudeUserId, claudeUserId } from '../people/ids.ts'
import type { Counters } from '../stats/counters.ts'
import { AnalyticsError } from './analytics-error.ts'
import { block, count, isObject, list, text, WrongField } from './fields.ts'
import type { ApiRows, ConnectorRow, Endpoint, PageBody, SkillRow, UserRow } from './rows.ts'
import { addExactly, countersOfUser } from './user-counters.ts'

/** What is kept of a member's row. */
export interface UserReading {
  /** Null in a row that is not one member's. */
  readonly id: ClaudeUserId | null
  readonly email: string | null
  readonly counters: Counters
}

/** What is kept of a report's row: how often a user used one skill or connector. */
export interface ReportReading {
  readonly id: ClaudeUserId | null
  /** Null where the row does not tell it all. */
  readonly count: number | null
}

/** What is kept of the rows of each endpoint. */
export interface Rows {
  readonly users: UserReading
  readonly skills: ReportReading
  readonly connectors: ReportReading
}

export interface PageReading<Row> {
  readonly rows: readonly Row[]
  readonly nextPage: string | null
}

/**
 * Reads a page in one pass, and keeps nothing but ids, addresses and counts of it. Throws an `AnalyticsError` that
 * names the field where one has a value of the wrong type.
 * @param before - How many rows of the answer came before these, where it is read in parts.
 */
export const readPage = <E extends Endpoint>(endpoint: E, answer: unknown, before = 0): PageReading<Rows[E]> => {
  if (!isObject(answer)) throw unexpected(endpoint, 'the whole answer')
  // Whether it is one is what reading it finds out.
  const body = answer as PageBody<ApiRows[E]>
  try {
    return { rows: list(body, 'data').map(readers[endpoint]), nextPage: text(body, 'next_page') }
  } catch (error) {
    if (!(error instanceof WrongField)) throw error
    const place = error.placeIn(answer).replace(/(?<=^data\[)\d+/, (index) => String(Number(index) + before))
    throw unexpected(endpoint, `the field ${place}`)
  }
}

const unexpected = (endpoint: Endpoint, what: string): AnalyticsError =>
  new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave a value of an unexpected type in /${endpoint}: ${what}. Nothing of this day is used.`,
  )

const readUser = (row: UserRow): UserReading => {
  const user = block(row, 'user')
  return { id: user && memberId(user), email: text(user, 'email_address'), counters: countersOfUser(row) }
}

/** What a row is told of a member by; one without it is of no use. */
const memberId = (user: NonNullable<UserRow['user']>): ClaudeUserId => {
  const id = text(user, 'id')
  if (!id) throw new WrongField(user, 'id')
  return claudeUserId(id)
}

const readSkill = (row: SkillRow): ReportReading => ({ id: userIdOf(row), count: count(row, 'invocation_count') })

const readConnector = (row: ConnectorRow): ReportReading => ({
  id: userIdOf(row),
  count: addExactly([
    count(row, 'read_call_count'),
    count(row, 'write_call_count'),
    count(row, 'unclassified_call_count'),
  ]),
})

const userIdOf = (row: SkillRow | ConnectorRow): ClaudeUserId | null => {
  const id = text(row, 'user_id')
  return id ? claudeUserId(id) : null
}

const readers: { readonly [E in Endpoint]: (row: ApiRows[E]) => Rows[E] } = {
  users: readUser,
  skills: readSkill,
  connectors: readConnector,
}
