import { AnalyticsError } from './analytics-error.ts'
import { hashSequence, hashText, type RowHash } from './row-hash.ts'
import type { Endpoint } from './rows.ts'

/** Rows per page that are requested, the API's maximum. */
export const pageSize = 1_000
/**
 * Maximum pages of one endpoint and day. An organization with a million members, and five report rows for each of them,
 * stays within this maximum.
 */
const maxPages: Readonly<Record<Endpoint, number>> = { users: 1_000, skills: 5_000, connectors: 5_000 }
/**
 * Maximum consecutive pages that are empty or repeat an earlier page. Pages with new rows can follow such a page, but a
 * longer series of such pages is an endless loop.
 */
const maxPagesWithoutNewRows = 20
/** Maximum total time of the requests of one endpoint and day: enough for 5,000 pages of 1.4 seconds. */
const maxRequestsMs = 2 * 3_600_000
/** Maximum length of a cursor, in characters. The cursor is part of the next address. */
const maxCursorLength = 4_096

/** Detects endless pages of one endpoint and day. */
export interface PageGuard {
  /** Adds the duration of a request. */
  readonly addRequestTime: (milliseconds: number) => void
  /**
   * Checks a page that leads to another page.
   * @param identities The identities of the page's rows.
   * @throws `AnalyticsError` `cursor_repeated` if the pages have no end, `api_unreachable` if they take too long, or
   * `unexpected_answer` for an oversized cursor.
   */
  readonly check: (nextPage: string, identities: readonly RowHash[]) => void
}

/**
 * Creates the guard for the pages of one endpoint.
 * @param days - Names the day or the period of the pages.
 */
export const createPageGuard = (endpoint: Endpoint, days: string): PageGuard => {
  const seenCursors = new Set<string>()
  const seenPages = new Set<string>()
  let pageCount = 0
  let rowCount = 0
  let pagesWithoutNewRows = 0
  let requestsMs = 0
  const errorSubject = `The pages of /${endpoint} for ${days}`

  return {
    addRequestTime(milliseconds) {
      requestsMs += milliseconds
    },
    check(nextPage, identities) {
      if (nextPage.length > maxCursorLength) {
        throw new AnalyticsError(
          'unexpected_answer',
          `${errorSubject} have a cursor of ${nextPage.length} characters. No row of them is used.`,
        )
      }
      if (requestsMs > maxRequestsMs) {
        throw new AnalyticsError(
          'api_unreachable',
          `${errorSubject} took more than two hours. No row of them is used.`,
          {
            isRetryable: true,
          },
        )
      }
      pageCount += 1
      rowCount += identities.length
      const page = toKey(hashSequence(identities))
      const cursor = toKey(hashText(nextPage))
      // The last row of a page can be repeated as the only row of the next page, so one repeated page is no loop yet.
      pagesWithoutNewRows = identities.length === 0 || seenPages.has(page) ? pagesWithoutNewRows + 1 : 0
      const isEndless =
        seenCursors.has(cursor) ||
        pagesWithoutNewRows > maxPagesWithoutNewRows ||
        pageCount >= maxPages[endpoint] ||
        rowCount >= maxPages[endpoint] * pageSize
      if (isEndless)
        throw new AnalyticsError('cursor_repeated', `${errorSubject} go on without an end.`, { isRetryable: true })
      seenCursors.add(cursor)
      seenPages.add(page)
    },
  }
}

const toKey = ({ low, high }: RowHash): string => `${low},${high}`
