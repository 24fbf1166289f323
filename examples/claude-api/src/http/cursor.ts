import { createHash } from 'node:crypto'
import type { Endpoint, Settings } from '../settings.ts'
import { ApiError, createBadRequestError } from './api-error.ts'

/** A position in the rows of a request. Clients pass it in the `page` parameter. */
export interface Cursor {
  /** Number of rows before the page. */
  readonly offset: number
  /** When the first page was requested, in milliseconds since 1970. */
  readonly startedAt: number
  /** Makes the cursor differ from other cursors to the same position. `@default` none */
  readonly serial?: number
}

/**
 * Hashes a request without its cursor. The order of the parameters does not matter. A cursor contains the hash, so that
 * a request with other parameters rejects the cursor.
 */
export const hashQuery = (endpoint: Endpoint, params: URLSearchParams): string => {
  const pairs = [...params].filter(([name]) => name !== 'page').map((pair) => pair.join('='))
  return createHash('sha256')
    .update([endpoint, ...pairs.sort()].join('&'))
    .digest('base64url')
    .slice(0, 12)
}

/** Encodes a cursor for the request with this hash. */
export const formatCursor = ({ offset, startedAt, serial }: Cursor, queryHash: string): string =>
  Buffer.from(JSON.stringify({ q: queryHash, o: offset, t: startedAt, n: serial })).toString('base64url')

/** Creates the error for an invalid, expired or stale cursor. */
export const createCursorGoneError = ({ staleCursorStatus }: Settings): ApiError =>
  new ApiError(staleCursorStatus, 'This cursor is no longer valid. Start again from the first page.')

/**
 * Decodes a cursor.
 *
 * @throws ApiError 410 (or `staleCursorStatus`) when it is malformed; 400 when it belongs to a request with another
 *   hash.
 */
export const parseCursor = (text: string, queryHash: string, settings: Settings): Cursor => {
  const cursor = decodeCursor(text)
  if (!cursor) throw createCursorGoneError(settings)
  if (cursor.queryHash !== queryHash)
    throw createBadRequestError('The page parameter belongs to a request with other parameters.')
  return { offset: cursor.offset, startedAt: cursor.startedAt }
}

/** Decodes a cursor with its query hash; null when it is malformed. */
const decodeCursor = (text: string): (Cursor & { readonly queryHash: string }) | null => {
  try {
    const { q, o, t } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    const isValid = typeof q === 'string' && typeof o === 'number' && o >= 0 && typeof t === 'number'
    return isValid ? { queryHash: q, offset: o, startedAt: t } : null
  } catch {
    return null
  }
}
