import type { ClaudeUserId } from '@windmill/claude-core'

/** The fields of a row of the list of users that an overlap depends on. */
interface UserRow {
  readonly user?: { readonly id?: string; readonly email_address?: string } | null
  readonly chat_metrics?: { readonly message_count?: number }
}

/** A page of the list of users. */
interface UserPage {
  readonly data: readonly UserRow[]
  readonly next_page: string | null
}

/** A count that was served in the last row of a page. */
interface ServedCount {
  readonly claudeUserId: ClaudeUserId
  readonly chatMessages: number
}

/**
 * Observes overlapping pages. Such a page should begin with a corrected copy of the previous page's last row. If its
 * first row has neither the id nor the e-mail address of the previous page's last row, that row is not corrected, and
 * its count may be stored.
 */
export interface OverlapObserver {
  /**
   * Observes a page. Returns the count in the previous page's last row. Null if this page corrects it, or if there is
   * no such count.
   */
  readonly observe: (cursor: string | null, page: UserPage) => ServedCount | null
}

export const createOverlapObserver = (): OverlapObserver => {
  /** The last rows of pages, by the cursor of the next page. */
  const lastRows = new Map<string, UserRow>()
  return {
    observe(cursor, { data, next_page: nextCursor }) {
      const lastRow = data.at(-1)
      if (nextCursor !== null && lastRow !== undefined) lastRows.set(nextCursor, lastRow)
      const rowBefore = cursor === null ? undefined : lastRows.get(cursor)
      return rowBefore === undefined || isSameUser(rowBefore, data[0]) ? null : readCount(rowBefore)
    },
  }
}

const isSameUser = (row: UserRow, copy: UserRow | undefined): boolean => {
  const [user, copiedUser] = [row.user, copy?.user]
  const hasSameId = user?.id !== undefined && user.id === copiedUser?.id
  return hasSameId || (user?.email_address !== undefined && user.email_address === copiedUser?.email_address)
}

const readCount = ({ user, chat_metrics: metrics }: UserRow): ServedCount | null =>
  user?.id === undefined || metrics?.message_count === undefined
    ? null
    : { claudeUserId: user.id as ClaudeUserId, chatMessages: metrics.message_count }
