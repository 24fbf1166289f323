import { findLatestPublishedDay, findLatestSettledDay } from '../freshness.ts'
import type { Listings } from '../listings.ts'
import type { Query } from '../query.ts'
import type { Listing } from '../rows/listing.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { type Cursor, createCursorGoneError, formatCursor, hashQuery, parseCursor } from './cursor.ts'
import { changeCount } from './faulty-rows.ts'
import { parseLimit, parseQuery } from './parse-query.ts'

/** A page, as in the body of a response. */
export interface Page {
  readonly data: readonly object[]
  readonly next_page: string | null
}

/** A page, and cursors to this same page for the faults that repeat it. */
export interface PageWithCursors {
  readonly page: Page
  /** The cursor in the request. For a first page, a new cursor to its start. */
  readonly currentCursor: string
  /** Creates another cursor to this page. Each serial number gives a different cursor. */
  readonly createFreshCursor: (serial: number) => string
}

/** A request for a page. */
export interface PageRequest {
  readonly endpoint: Endpoint
  readonly params: URLSearchParams
  /** Time of the request, in milliseconds since 1970. */
  readonly now: number
}

/**
 * Reads the requested page.
 *
 * @throws ApiError 400 for invalid parameters or the cursor of another request; 410 (or `staleCursorStatus`) for a
 *   malformed, expired or stale cursor.
 */
export const readPage = (
  { endpoint, params, now }: PageRequest,
  listings: Listings,
  settings: Settings,
): PageWithCursors => {
  const limit = Math.min(parseLimit(endpoint, params, settings), settings.pageRows ?? Number.POSITIVE_INFINITY)
  const queryHash = hashQuery(endpoint, params)
  const requestedCursor = params.get('page')
  const cursor: Cursor =
    requestedCursor === null ? { offset: 0, startedAt: now } : parseCursor(requestedCursor, queryHash, settings)
  const query = parseQuery(endpoint, params, { now, startedAt: cursor.startedAt }, settings)
  throwIfStale(cursor, query, now, settings)
  const listing: Listing<object> = listings[endpoint](query, now)
  const end = cursor.offset + limit
  const isLast = end >= listing.length
  const isRepeatingLastRow = settings.pageOverlap !== 'none' && !isLast && limit > 1
  const nextOffset = isRepeatingLastRow ? end - 1 : end
  const rows = createRows(listing, cursor.offset, end, query.isDescending)
  return {
    page: {
      data: isRepeatingLastRow && settings.pageOverlap === 'changed' ? changeLastCount(rows, endpoint) : rows,
      next_page: isLast ? null : formatCursor({ ...cursor, offset: nextOffset }, queryHash),
    },
    currentCursor: requestedCursor ?? formatCursor(cursor, queryHash),
    createFreshCursor: (serial) => formatCursor({ ...cursor, serial }, queryHash),
  }
}

/** Throws when a cursor has expired, or when a day of the query was revised after the first page was requested. */
const throwIfStale = ({ startedAt }: Cursor, query: Query, now: number, settings: Settings): void => {
  const publishedDay = findLatestPublishedDay(startedAt, settings)
  const isRevised =
    publishedDay !== findLatestPublishedDay(now, settings) && query.to > findLatestSettledDay(publishedDay, settings)
  if (isRevised || now - startedAt > settings.cursorMinutes * 60_000) throw createCursorGoneError(settings)
}

/** Returns the rows with one count of the last row changed. */
const changeLastCount = (rows: readonly object[], endpoint: Endpoint): readonly object[] =>
  rows.map((row, index) => (index === rows.length - 1 ? changeCount(row, endpoint) : row))

/** Creates the rows from index `from` to before index `end`. */
const createRows = (
  { length, createRow }: Listing<object>,
  from: number,
  end: number,
  isDescending: boolean,
): readonly object[] =>
  Array.from({ length: Math.max(0, Math.min(end, length) - from) }, (_, index) =>
    createRow(isDescending ? length - 1 - from - index : from + index),
  )
