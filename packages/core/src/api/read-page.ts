import { type ClaudeUserId, claudeUserId, isStorableId } from '../people/ids.ts'
import { type Counters, counterIds, maxCount } from '../stats/counters.ts'
import { AnalyticsError } from './analytics-error.ts'
import { isObject, readBlock, readCount, readText, WrongFieldError } from './read-field.ts'
import { readUserCounters, sumIfAllKnown } from './read-user-counters.ts'
import { hashRowIdentity, hashText, type RowHash } from './row-hash.ts'
import type { ConnectorRow, Endpoint, SkillRow, UserRow } from './rows.ts'

/** The fields that the rows of all endpoints have. */
export interface RowReading {
  /** Null if the row names no member, or has no usable id. */
  readonly id: ClaudeUserId | null
  /** Identifies the row among all rows of the endpoint and day. */
  readonly identity: RowHash
  /**
   * The first field with a value of an unexpected type or size, like `data[3].user.id`. Null for a well-formed row. The
   * counts of a malformed row are unknown.
   */
  readonly invalidField: string | null
}

/** The fields that are read from a member's row. */
export interface UserReading extends RowReading {
  /** Null if the row has none. */
  readonly email: string | null
  /** Null if the row is malformed. */
  readonly counters: Counters | null
}

/** The fields that are read from a report row. Each row is one user's usage of one skill or connector. */
export interface ReportReading extends RowReading {
  /**
   * Number of invocations of the skill or connector. The invocations of a connector are its read, write and
   * unclassified calls. Null if one of these counts is unknown, or if the row is malformed.
   */
  readonly count: number | null
}

/** The type of a row of each endpoint, as the client returns it. */
export interface Rows {
  readonly users: UserReading
  readonly skills: ReportReading
  readonly connectors: ReportReading
}

/** The content of one page. */
export interface PageReading<Row> {
  readonly rows: readonly Row[]
  /** The cursor of the next page. Null or empty on the last page. */
  readonly nextPage: string | null
  /** Whether the page has a list of rows, even if it is empty. */
  readonly hasList: boolean
}

/**
 * Reads the rows of a page. Keeps only ids, e-mails, counts and hashes. A row with an unexpected value is returned as
 * malformed. A page with null instead of a list is an empty page.
 * @param rowOffset Number of earlier rows of the same answer, when the answer is read in parts. `@default 0`
 * @throws `AnalyticsError` `unexpected_answer` if the answer is no page. The message names the field.
 */
export const readPage = <E extends Endpoint>(endpoint: E, answer: unknown, rowOffset = 0): PageReading<Rows[E]> => {
  if (!isObject(answer)) throw createUnexpectedAnswerError(endpoint, 'the whole answer')
  const { data, next_page: nextPage, error } = answer as Readonly<Record<string, unknown>>
  // An error answer has no list either, and it must not count as empty even if its status is 200.
  if (error != null) throw createUnexpectedAnswerError(endpoint, 'the field error')
  if (data != null && !Array.isArray(data)) throw createUnexpectedAnswerError(endpoint, 'the field data')
  if (nextPage != null && typeof nextPage !== 'string') {
    throw createUnexpectedAnswerError(endpoint, 'the field next_page')
  }
  const rows =
    data === undefined
      ? [readMissingList(endpoint)]
      : (data ?? []).map((row: unknown, index: number) => readers[endpoint](row, `data[${rowOffset + index}]`))
  return { rows, nextPage: nextPage ?? null, hasList: data != null }
}

/**
 * Reads a page without the field `data` as one malformed row without a user. Some servers write an empty list as null,
 * but a missing list may have had rows of any user.
 * @throws `AnalyticsError` `unexpected_answer` for the list of users, because everybody's usage is unknown without it.
 */
const readMissingList = <E extends Endpoint>(endpoint: E): Rows[E] => {
  if (endpoint === 'users') throw createUnexpectedAnswerError(endpoint, 'the field data')
  return readers[endpoint](undefined, 'data')
}

const createUnexpectedAnswerError = (endpoint: Endpoint, invalidPart: string): AnalyticsError =>
  new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave a value of an unexpected type in /${endpoint}: ${invalidPart}. No row of this answer is used.`,
  )

/** Creates a reader for the fields of one row. It remembers the first field with an unexpected value. */
const createRowReader = (row: object, path: string) => {
  let invalidField: string | null = null
  return {
    /** Returns what `read` returns, or null if it finds an unexpected value. */
    read<Value>(read: () => Value): Value | null {
      try {
        return read()
      } catch (error) {
        if (!(error instanceof WrongFieldError)) throw error
        invalidField ??= `${path}.${error.findPath(row)}`
        return null
      }
    },
    getInvalidField: () => invalidField,
  }
}

/** The identity of a row that is not an object. */
const noIdentity: RowHash = { low: 0, high: 0 }

const readUser = (row: unknown, path: string): UserReading => {
  if (!isObject(row)) return { id: null, identity: noIdentity, invalidField: path, email: null, counters: null }
  const userRow = row as UserRow
  const { read, getInvalidField } = createRowReader(row, path)
  const user = read(() => readMember(userRow))
  const id = read(() => user && readId(user, 'id'))
  const email = read(() => readEmail(user))
  const counters = read(() => requireStorableSums(row, readUserCounters(userRow)))
  const invalidField = getInvalidField()
  return {
    id,
    identity: id === null ? hashRowIdentity(row) : hashText(id),
    invalidField,
    email,
    counters: invalidField === null ? counters : null,
  }
}

type Member = NonNullable<UserRow['user']>

/** Reads the member of a row. Null for a row that belongs to no single member. Throws if the field is missing. */
const readMember = (row: UserRow): Member | null => {
  if (row.user === undefined) throw new WrongFieldError(row, 'user')
  return readBlock(row, 'user')
}

/** Maximum length of an id, in characters. The API's ids have 29. A database index cannot hold ids of any length. */
const maxIdLength = 256
/** Maximum length of an e-mail address, in characters. */
const maxEmailLength = 1_000

/** Reads an id. Throws if it is missing or cannot be stored. */
const readId = <Field extends string>(
  holder: { readonly [Name in Field]?: string | null | undefined },
  field: Field,
): ClaudeUserId => {
  const id: unknown = holder[field]
  if (typeof id !== 'string' || id === '' || id.length > maxIdLength || !isStorableId(id)) {
    throw new WrongFieldError(holder, field)
  }
  return claudeUserId(id)
}

const readEmail = (user: Member | null): string | null => {
  const email = readText(user, 'email_address')
  if (email !== null && email.length > maxEmailLength) throw new WrongFieldError(user, 'email_address')
  return email
}

/** Throws if a counter is larger than storage can hold, as a sum of several counts can be. */
const requireStorableSums = (row: object, counters: Counters): Counters => {
  for (const id of counterIds) if ((counters[id] ?? 0) > maxCount) throw new WrongFieldError(row, id)
  return counters
}

const createReportReader =
  <Row extends SkillRow | ConnectorRow>(readInvocations: (row: Row) => number | null) =>
  (row: unknown, path: string): ReportReading => {
    if (!isObject(row)) return { id: null, identity: noIdentity, invalidField: path, count: null }
    const reportRow = row as Row
    const { read, getInvalidField } = createRowReader(row, path)
    // In a row of no single user, the id is missing or null.
    const id = read(() => (reportRow.user_id == null ? null : readId(reportRow, 'user_id')))
    const count = read(() => readInvocations(reportRow))
    const invalidField = getInvalidField()
    return { id, identity: hashRowIdentity(row), invalidField, count: invalidField === null ? count : null }
  }

const readConnectorCalls = (row: ConnectorRow): number | null => {
  const calls = sumIfAllKnown([
    readCount(row, 'read_call_count'),
    readCount(row, 'write_call_count'),
    readCount(row, 'unclassified_call_count'),
  ])
  if (calls !== null && calls > maxCount) throw new WrongFieldError(row, 'read_call_count')
  return calls
}

const readers: { readonly [E in Endpoint]: (row: unknown, path: string) => Rows[E] } = {
  users: readUser,
  skills: createReportReader<SkillRow>((row) => readCount(row, 'invocation_count')),
  connectors: createReportReader<ConnectorRow>(readConnectorCalls),
}
