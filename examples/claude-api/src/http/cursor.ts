import { createHash } from 'node:crypto'
import type { Endpoint } from '../settings.ts'
import { ApiError, badRequest } from './api-error.ts'

/** A position in the pages of one request. */
export interface Cursor {
  /** Number of rows before the page. */
  readonly offset: number
  /** When the first page was requested, in milliseconds since 1970. */
  readonly startedAt: number
  /** Distinguishes cursors for the same position. */
  readonly serial?: number
}

/** Hashes a request without its cursor, in any parameter order. Binds cursors to their request. */
export const hashQuery = (endpoint: Endpoint, params: URLSearchParams): string => {
  const pairs = [...params].filter(([name]) => name !== 'page').map((pair) => pair.join('='))
  return createHash('sha256')
    .update([endpoint, ...pairs.sort()].join('&'))
    .digest('base64url')
    .slice(0, 12)
}

/** Encodes a cursor. `parseCursor` needs the same query hash. */
export const formatCursor = ({ offset, startedAt, serial }: Cursor, queryHash: string): string =>
  Buffer.from(JSON.stringify({ q: queryHash, o: offset, t: startedAt, n: serial })).toString('base64url')

/** Creates the error for an invalid, expired or stale cursor. */
export const createCursorGoneError = (): ApiError =>
  new ApiError(410, 'This cursor is no longer valid. Start again from the first page.')

/**
 * Decodes a cursor.
 *
 * @throws ApiError 410 when it is malformed, 400 when it belongs to another request.
 */
export const parseCursor = (text: string, queryHash: string): Cursor => {
  const cursor = decode(text)
  if (!cursor) throw createCursorGoneError()
  if (cursor.q !== queryHash) throw badRequest('The page parameter belongs to a request with other parameters.')
  return { offset: cursor.o, startedAt: cursor.t }
}

const decode = (text: string): { readonly q: string; readonly o: number; readonly t: number } | null => {
  try {
    const { q, o, t } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    return typeof q === 'string' && typeof o === 'number' && o >= 0 && typeof t === 'number' ? { q, o, t } : null
  } catch {
    return null
  }
}
