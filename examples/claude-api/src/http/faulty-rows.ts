import type { Endpoint } from '../settings.ts'

/** What can be wrong with a row. */
export const rowDefects = [
  /** A count of -1. */
  'negative',
  /** A string instead of a count. */
  'text',
  /** A count of 1.5. */
  'fraction',
  /** A count of 2^53, which no database column for counts can hold. */
  'too_large',
  /** A number instead of a block of counts. */
  'wrong_block',
  /** No id of the Claude user. */
  'no_id',
  /** Neither an id nor an email address of the Claude user. */
  'no_identity',
  /** An id with the character U+0000, which PostgreSQL cannot store. */
  'nul_id',
] as const
export type RowDefect = (typeof rowDefects)[number]

/** The fields of a row that faults change. A row of `/users` has the user; a row of a grouped report has the id. */
interface ChangeableRow {
  readonly chat_metrics?: object
  readonly user?: { readonly id: string; readonly email_address: string } | null
  readonly user_id?: string
}

/** Returns the row with a defect. */
export const spoilRow = (row: ChangeableRow, endpoint: Endpoint, defect: RowDefect): object => {
  switch (defect) {
    case 'negative':
      return replaceCount(row, endpoint, () => -1)
    case 'text':
      return replaceCount(row, endpoint, () => '12')
    case 'fraction':
      return replaceCount(row, endpoint, () => 1.5)
    case 'too_large':
      return replaceCount(row, endpoint, () => 2 ** 53)
    case 'wrong_block':
      return { ...row, chat_metrics: 7 }
    case 'no_id':
      return replaceUser(row, ({ id: _, ...user }) => user)
    case 'no_identity':
      return replaceUser(row, () => ({ type: 'user' }))
    case 'nul_id':
      return replaceUser(row, (user) => ({ ...user, id: `${user.id}\u0000` }))
  }
}

/** Returns the row with one of its counts increased by 1. A count that is null stays null. */
export const changeCount = (row: object, endpoint: Endpoint): object =>
  replaceCount(row, endpoint, (count) => (typeof count === 'number' ? count + 1 : count))

/** Returns the row of another user, who does not exist. Each serial number gives another user. */
export const inventUser = (row: ChangeableRow, serial: number): object =>
  replaceUser(row, ({ id, email_address, ...user }) => ({
    ...user,
    id: `${id}_${serial}`,
    ...(email_address !== undefined && { email_address: `${serial}.${email_address}` }),
  }))

interface RowUser {
  readonly id: string
  /** Missing in the rows of grouped reports. */
  readonly email_address?: string
}

const replaceUser = (row: ChangeableRow, change: (user: RowUser) => Partial<RowUser> & object): object => {
  if (row.user) return { ...row, user: change(row.user) }
  if (row.user_id === undefined) return row
  const { user_id, ...others } = row
  const { id } = change({ id: user_id })
  return id === undefined ? others : { ...others, user_id: id }
}

/** Replaces one count: the messages of a user, the invocations of a skill, or the reading calls of a connector. */
const replaceCount = (row: ChangeableRow, endpoint: Endpoint, change: (count: unknown) => unknown): object => {
  const replace = <Block extends object>(block: Block, field: string): Block => ({
    ...block,
    [field]: change((block as Readonly<Record<string, unknown>>)[field]),
  })
  if (endpoint === 'skills') return replace(row, 'invocation_count')
  if (endpoint === 'connectors') return replace(row, 'read_call_count')
  if (endpoint === 'summaries') return replace(row, 'daily_active_user_count')
  return { ...row, chat_metrics: replace(row.chat_metrics ?? {}, 'message_count') }
}
