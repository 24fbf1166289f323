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
 * Observes pages that overlap. Such a page begins with a corrected copy of the last row of the page before. If the copy
 * has neither an id nor an email address, nothing shows that it replaces that row, so the uncorrected count may be
 * stored.
 */
export interface OverlapObserver {
  /**
   * Observes a page. Returns the last count of the page before if this page corrects it without naming the Claude user.
   */
  readonly observe: (cursor: string | null, page: UserPage) => ServedCount | null
}

export const createOverlapObserver = (): OverlapObserver => {
  /** Counts of last rows, by the cursor of the next page. */
  const lastCounts = new Map<string, ServedCount>()
  return {
    observe(cursor, { data, next_page: nextCursor }) {
      const last = data.at(-1)
      const [claudeUserId, chatMessages] = [last?.user?.id, last?.chat_metrics?.message_count]
      if (nextCursor !== null && claudeUserId !== undefined && chatMessages !== undefined) {
        lastCounts.set(nextCursor, { claudeUserId: claudeUserId as ClaudeUserId, chatMessages })
      }
      const first = data[0]?.user
      const isUnidentified = first != null && first.id === undefined && first.email_address === undefined
      return (isUnidentified && cursor !== null && lastCounts.get(cursor)) || null
    },
  }
}
