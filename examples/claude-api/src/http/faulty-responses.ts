import type { Endpoint } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Fault } from './faults.ts'
import { changeCount, inventUser, spoilRow } from './faulty-rows.ts'
import type { Page } from './read-page.ts'

/** Messages of the error responses, by status. */
const messagesByStatus: Readonly<Record<number, string>> = {
  402: 'Your credit balance is too low to access this API.',
  407: 'Proxy authentication is required.',
  408: 'Request timed out.',
  409: 'The request conflicts with another one.',
  410: 'This cursor is no longer valid. Start again from the first page.',
  413: 'Request exceeds the maximum allowed number of bytes.',
  421: 'The request was directed at a server that cannot answer it.',
  422: 'The request cannot be processed.',
  425: 'The request was sent too early.',
  429: 'Rate limit of 60 requests per minute per organization has been exceeded.',
  451: 'This report is unavailable for legal reasons.',
  500: 'Internal server error',
  503: 'Team membership data is not ready yet; this report is temporarily unavailable.',
  504: 'Request timed out.',
  529: 'Overloaded',
}

/** Creates the error response of an `error` fault. `key` is the key of the request. */
export const createFaultError = (fault: Fault, key: string): ApiError => {
  const { status = 500, retryAfter, shouldRetry, keyEcho, message = messagesByStatus[status] } = fault
  const echo = keyEcho === undefined ? null : echoKey(key, keyEcho)
  return new ApiError(status, `${message ?? 'The request failed.'}${echo === null ? '' : ` (key ${echo})`}`, {
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
    },
    ...(echo !== null && { requestId: `req_${echo}` }),
  })
}

const echoKey = (key: string, keyEcho: NonNullable<Fault['keyEcho']>): string => {
  switch (keyEcho) {
    case 'whole':
      return key
    case 'cut':
      return key.slice(0, 40)
    case 'percent_encoded':
      return key.replaceAll('-', '%2D')
    case 'base64':
      return Buffer.from(key).toString('base64')
  }
}

/** Creates the error that undici's `fetch` rejects with when the server resets the connection. */
export const createConnectionResetError = (): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })

const htmlTitles: Readonly<Record<number, string>> = {
  200: 'Sign in to your network',
  403: 'Access denied',
  404: 'Not found',
  407: 'Proxy authentication required',
}

/** Creates an HTML page, as from a proxy or a firewall. */
export const createHtmlResponse = ({ status = 502 }: Fault): Response => {
  const title = htmlTitles[status] ?? 'Bad gateway'
  return new Response(
    `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${title}</h1></body></html>\n`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    },
  )
}

/** The request that a faulty page answers. */
export interface PageContext {
  readonly endpoint: Endpoint
  /** Cursor of the page itself. */
  readonly currentCursor: string
  /** Creates another cursor to the same page. Each serial number gives a different cursor. */
  readonly createFreshCursor: (serial: number) => string
  /** Number of the request. It differs between all requests. */
  readonly serial: number
}

/** Returns the page as changed by a fault. Returns it unchanged for the kinds of faults that do not affect pages. */
export const applyPageFault = (page: Page, fault: Fault, context: PageContext): Page => {
  const { endpoint, currentCursor, createFreshCursor, serial } = context
  const { data } = page
  switch (fault.kind) {
    case 'repeated_cursor':
      return { ...page, next_page: currentCursor }
    case 'repeated_page':
      return { ...page, next_page: createFreshCursor(serial) }
    case 'endless_pages':
      return { data: data.map((row) => inventUser(row, serial)), next_page: createFreshCursor(serial) }
    case 'repeated_row': {
      const last = data.slice(-1)
      const first = fault.isChanged ? last.map((row) => changeCount(row, endpoint)) : last
      return { ...page, data: [...data.slice(0, -1), ...first, ...last] }
    }
    case 'empty_page':
      return { data: [], next_page: createFreshCursor(serial) }
    case 'wrong_type':
      return changeFirstRows(page, 1, (row) => spoilRow(row, endpoint, 'text'))
    case 'null_block':
      return changeFirstRows(page, 1, (row) => ({
        ...row,
        [endpoint === 'users' ? 'claude_code_metrics' : 'chat_metrics']: null,
      }))
    case 'bad_rows':
      return changeFirstRows(page, fault.rows ?? 1, (row) => spoilRow(row, endpoint, fault.defect ?? 'negative'))
    default:
      return page
  }
}

/** Returns the page with up to `count` rows changed. */
const changeFirstRows = (page: Page, count: number, change: (row: object) => object): Page => ({
  ...page,
  data: page.data.map((row, index) => (index < count ? change(row) : row)),
})
