import type { Endpoint } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Fault, FaultKind } from './faults.ts'
import type { Page } from './read-page.ts'

/** Messages of the error responses, by status. */
const messagesByStatus: Readonly<Record<number, string>> = {
  408: 'Request timed out.',
  409: 'The request conflicts with another one.',
  410: 'This cursor is no longer valid. Start again from the first page.',
  429: 'Rate limit of 60 requests per minute per organization has been exceeded.',
  500: 'Internal server error',
  503: 'Team membership data is not ready yet; this report is temporarily unavailable.',
  504: 'Request timed out.',
  529: 'Overloaded',
}

/** Creates the error response of an `error` fault. */
export const createFaultError = ({ status = 500, retryAfter, shouldRetry }: Fault): ApiError =>
  new ApiError(status, messagesByStatus[status] ?? 'The request failed.', {
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
    },
  })

/** Creates the error that undici's `fetch` rejects with when the server resets the connection. */
export const createConnectionResetError = (): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })

/** Creates an HTML error page, as from a proxy. */
export const createHtmlResponse = ({ status = 502 }: Fault): Response =>
  new Response(
    `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>Bad gateway</h1></body></html>\n`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    },
  )

/** The request that a faulty page answers. */
export interface PageContext {
  readonly endpoint: Endpoint
  /** Cursor of the page itself. */
  readonly currentCursor: string
  /** Another cursor to the same page. It differs from all earlier cursors. */
  readonly freshCursor: string
}

/** Returns the page as changed by a fault. Returns it unchanged for the kinds of faults that do not affect pages. */
export const applyPageFault = (
  page: Page,
  kind: FaultKind,
  { endpoint, currentCursor, freshCursor }: PageContext,
): Page => {
  switch (kind) {
    case 'repeated_cursor':
      return { ...page, next_page: currentCursor }
    case 'repeated_page':
      return { ...page, next_page: freshCursor }
    case 'repeated_row':
      return endpoint === 'users' ? { ...page, data: [...page.data, ...page.data.slice(-1)] } : page
    case 'empty_page':
      return { data: [], next_page: freshCursor }
    case 'wrong_type':
      return changeFirstRow(page, (row) => replaceCountWithText(row, endpoint))
    case 'null_block':
      return changeFirstRow(page, (row) => ({
        ...row,
        [endpoint === 'users' ? 'claude_code_metrics' : 'chat_metrics']: null,
      }))
    default:
      return page
  }
}

/** Returns the page with its first row changed, if it has rows. */
const changeFirstRow = ({ data, next_page }: Page, change: (row: object) => object): Page => {
  const [first, ...others] = data
  return { data: first ? [change(first), ...others] : [], next_page }
}

/** Replaces one count of a row with a string. */
const replaceCountWithText = (row: object, endpoint: Endpoint): object => {
  if (endpoint === 'skills') return { ...row, invocation_count: '12' }
  if (endpoint === 'connectors') return { ...row, read_call_count: '12' }
  if (endpoint === 'summaries') return { ...row, daily_active_user_count: '12' }
  return { ...row, chat_metrics: { ...('chat_metrics' in row && (row.chat_metrics as object)), message_count: '12' } }
}

/**
 * Creates a response body from JSON text. The fault `truncated_json` ends it in the middle. The fault `cut_off` resets
 * the connection in the middle. Otherwise, the body is complete.
 */
export const createFaultyBody = (text: string, kind: FaultKind | null): BodyInit => {
  const middle = Math.floor(text.length / 2)
  if (kind === 'truncated_json') return text.slice(0, middle)
  if (kind !== 'cut_off') return text
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text.slice(0, middle))),
    pull: (controller) => controller.error(createConnectionResetError()),
  })
}
