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
 * Observes pages that overlap: a page begins with the corrected last row of the page before. If the corrected row has
 * neither an id nor an email address, nobody can know that it replaces the row before it, and the count of that row
 * stands.
 */
export interface OverlapObserver {
  /** Observes a page. Returns the last count of the page before it, if nobody can know that it was corrected. */
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
