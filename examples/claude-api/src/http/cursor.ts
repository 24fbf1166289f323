import { createHash } from 'node:crypto'
import type { Endpoint } from '../settings.ts'
import { ApiError, badRequest } from './api-error.ts'

/** A place in a walk over the pages of one request. */
export interface Cursor {
  /** How many rows come before. */
  readonly offset: number
  /** When the walk began: when its first page was asked for, in milliseconds since 1970. */
  readonly began: number
  /** Tells apart two cursors for the same place. */
  readonly serial?: number
}

/** What a request asks for without saying where in it: the cursors of one request do not fit another. */
export const fingerprint = (endpoint: Endpoint, params: URLSearchParams): string => {
  const asked = [...params].filter(([name]) => name !== 'page').map((pair) => pair.join('='))
  return createHash('sha256')
    .update([endpoint, ...asked.sort()].join('&'))
    .digest('base64url')
    .slice(0, 12)
}

export const formatCursor = ({ offset, began, serial }: Cursor, print: string): string =>
  Buffer.from(JSON.stringify({ q: print, o: offset, t: began, n: serial })).toString('base64url')

export const gone = (): ApiError =>
  new ApiError(410, 'This cursor is no longer valid. Start again from the first page.')

/** Reads a cursor. Throws a 410 when it is not one, and a 400 when it belongs to another request. */
export const parseCursor = (text: string, print: string): Cursor => {
  const cursor = decode(text)
  if (!cursor) throw gone()
  if (cursor.q !== print) throw badRequest('The page parameter belongs to a request with other parameters.')
  return { offset: cursor.o, began: cursor.t }
}

const decode = (text: string): { readonly q: string; readonly o: number; readonly t: number } | null => {
  try {
    const { q, o, t } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    return typeof q === 'string' && typeof o === 'number' && o >= 0 && typeof t === 'number' ? { q, o, t } : null
  } catch {
    return null
  }
}
