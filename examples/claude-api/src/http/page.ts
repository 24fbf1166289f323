import { publishedDay, settledDay } from '../freshness.ts'
import type { Listings } from '../listings.ts'
import type { Query } from '../query.ts'
import type { Listing } from '../rows/listing.ts'
import type { Endpoint, Settings } from '../settings.ts'
import { type Cursor, fingerprint, formatCursor, gone, parseCursor } from './cursor.ts'
import { parseLimit, parseQuery } from './parse-query.ts'

export interface Page {
  readonly data: readonly object[]
  readonly next_page: string | null
}

/** A page, and ways to lead to it again. */
export interface PlacedPage {
  readonly page: Page
  /** The cursor that led to it, or would have. */
  readonly here: string
  /** A cursor to it that tells itself apart by a number. */
  readonly hereAgain: (serial: number) => string
}

export interface PageRequest {
  readonly endpoint: Endpoint
  readonly params: URLSearchParams
  readonly now: number
}

/** The page that a request asks for. Throws a 400 or 410 where it cannot be had. */
export const readPage = (
  { endpoint, params, now }: PageRequest,
  listings: Listings,
  settings: Settings,
): PlacedPage => {
  const limit = Math.min(parseLimit(endpoint, params), settings.pageRows ?? Number.POSITIVE_INFINITY)
  const print = fingerprint(endpoint, params)
  const given = params.get('page')
  const cursor: Cursor = given === null ? { offset: 0, began: now } : parseCursor(given, print)
  const query = parseQuery(endpoint, params, { now, began: cursor.began }, settings)
  refuseStale(cursor, query, now, settings)
  const listing: Listing<object> = listings[endpoint](query, now)
  const end = cursor.offset + limit
  const next = end < listing.length ? formatCursor({ ...cursor, offset: end }, print) : null
  return {
    page: { data: slice(listing, cursor.offset, end, query.descending), next_page: next },
    here: given ?? formatCursor(cursor, print),
    hereAgain: (serial) => formatCursor({ ...cursor, serial }, print),
  }
}

/** A walk cannot go on once its cursors have expired, or the figures under it were revised. */
const refuseStale = ({ began }: Cursor, query: Query, now: number, settings: Settings): void => {
  const published = publishedDay(began, settings)
  const revised = published !== publishedDay(now, settings) && query.to > settledDay(published, settings)
  if (revised || now - began > settings.cursorMinutes * 60_000) throw gone()
}

const slice = ({ length, rowAt }: Listing<object>, from: number, end: number, descending: boolean): readonly object[] =>
  Array.from({ length: Math.max(0, Math.min(end, length) - from) }, (_, index) =>
    rowAt(descending ? length - 1 - from - index : from + index),
  )
