import type { ClaudeUserId } from '../people/ids.ts'
import { AnalyticsError } from './analytics-error.ts'
import type { Rows } from './read-page.ts'
import type { Endpoint } from './rows.ts'

/** The number and quality of the rows of one endpoint and day. */
export interface RowQuality {
  /** Number of all rows, including repeated ones. */
  readonly rows: number
  /** Number of rows with a value of an unexpected type or size. */
  readonly malformedRows: number
  /** The first field with such a value, like `data[3].user.id`. Null if there is none. */
  readonly invalidField: string | null
  /** The Claude users with a malformed row. Their counts are unknown. */
  readonly malformedUsers: ReadonlySet<ClaudeUserId>
  /** The e-mails of rows without a usable id. */
  readonly unidentifiedEmails: readonly string[]
  /** Number of rows with neither an id nor an e-mail. */
  readonly unattributedRows: number
  /** Number of rows that came again with other counts. The later counts are used. */
  readonly changedRows: number
}

/** Adds up the quality of the rows of one endpoint and day. */
export interface RowTally extends RowQuality {
  readonly addRow: (row: Pick<Rows[Endpoint], 'id' | 'invalidField'> & { readonly email?: string | null }) => void
  readonly addChangedRow: () => void
}

export const createRowTally = (): RowTally => {
  const malformedUsers = new Set<ClaudeUserId>()
  const unidentifiedEmails: string[] = []
  let [rows, malformedRows, unattributedRows, changedRows] = [0, 0, 0, 0]
  let firstInvalidField: string | null = null
  return {
    addRow({ id, invalidField, email = null }) {
      rows += 1
      if (invalidField !== null) {
        malformedRows += 1
        firstInvalidField ??= invalidField
        if (id !== null) malformedUsers.add(id)
      }
      if (id !== null) return
      if (email === null) unattributedRows += 1
      else unidentifiedEmails.push(email)
    },
    addChangedRow() {
      changedRows += 1
    },
    malformedUsers,
    unidentifiedEmails,
    get rows() {
      return rows
    },
    get malformedRows() {
      return malformedRows
    },
    get invalidField() {
      return firstInvalidField
    },
    get unattributedRows() {
      return unattributedRows
    },
    get changedRows() {
      return changedRows
    },
  }
}

/** Maximum malformed rows of an endpoint and day: this number or this share, whichever is more. */
const maxMalformedRows = 5
const maxMalformedShare = 0.01

/**
 * Throws if too many rows are malformed. Then the API has changed, and the other rows cannot be trusted either.
 * @throws `AnalyticsError` `unexpected_answer`.
 */
export const requireMostlyWellFormed = (endpoint: Endpoint, quality: RowQuality): void => {
  const { rows, malformedRows, invalidField } = quality
  if (malformedRows <= Math.max(maxMalformedRows, maxMalformedShare * rows)) return
  throw new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave ${malformedRows} malformed rows of ${rows} in /${endpoint}, the first with an unexpected value of ` +
      `the field ${invalidField}. No row is used.`,
  )
}
