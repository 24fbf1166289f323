import { findPublishedDay, findSettledDay } from '../freshness.ts'
import type { Listings } from '../listings.ts'
import type { Query } from '../query.ts'
import type { Listing } from '../rows/listing.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { type Cursor, createCursorGoneError, formatCursor, hashQuery, parseCursor } from './cursor.ts'
import { parseLimit, parseQuery } from './parse-query.ts'

/** A page as the API returns it. */
export interface Page {
  readonly data: readonly object[]
  readonly next_page: string | null
}

/** A page with cursors that lead to this same page, for faults that repeat it. */
export interface PageWithCursors {
  readonly page: Page
  /** The request's cursor, or an equivalent one for a first page. */
  readonly currentCursor: string
  /** Creates another cursor to this page. Different serial numbers give different cursors. */
  readonly createFreshCursor: (serial: number) => string
}

export interface PageRequest {
  readonly endpoint: Endpoint
  readonly params: URLSearchParams
  readonly now: number
}

/**
 * Reads the requested page.
 *
 * @throws ApiError 400 for invalid parameters or another request's cursor, 410 for an invalid or stale cursor.
 */
export const readPage = (
  { endpoint, params, now }: PageRequest,
  listings: Listings,
  settings: Settings,
): PageWithCursors => {
  const limit = Math.min(parseLimit(endpoint, params), settings.pageRows ?? Number.POSITIVE_INFINITY)
  const queryHash = hashQuery(endpoint, params)
  const requestedCursor = params.get('page')
  const cursor: Cursor =
    requestedCursor === null ? { offset: 0, startedAt: now } : parseCursor(requestedCursor, queryHash)
  const query = parseQuery(endpoint, params, { now, startedAt: cursor.startedAt }, settings)
  rejectStaleCursor(cursor, query, now, settings)
  const listing: Listing<object> = listings[endpoint](query, now)
  const end = cursor.offset + limit
  const next = end < listing.length ? formatCursor({ ...cursor, offset: end }, queryHash) : null
  return {
    page: { data: readRowRange(listing, cursor.offset, end, query.isDescending), next_page: next },
    currentCursor: requestedCursor ?? formatCursor(cursor, queryHash),
    createFreshCursor: (serial) => formatCursor({ ...cursor, serial }, queryHash),
  }
}

/** Rejects a cursor that has expired, or that covers days revised since the first page was requested. */
const rejectStaleCursor = ({ startedAt }: Cursor, query: Query, now: number, settings: Settings): void => {
  const published = findPublishedDay(startedAt, settings)
  const isRevised = published !== findPublishedDay(now, settings) && query.to > findSettledDay(published, settings)
  if (isRevised || now - startedAt > settings.cursorMinutes * 60_000) throw createCursorGoneError()
}

const readRowRange = (
  { length, rowAt }: Listing<object>,
  from: number,
  end: number,
  isDescending: boolean,
): readonly object[] =>
  Array.from({ length: Math.max(0, Math.min(end, length) - from) }, (_, index) =>
    rowAt(isDescending ? length - 1 - from - index : from + index),
  )
