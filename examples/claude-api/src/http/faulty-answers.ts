import type { Endpoint } from '../settings.ts'
import { ApiError } from './api-error.ts'
import type { Fault, FaultKind } from './faults.ts'
import type { Page } from './page.ts'

const messages: Readonly<Record<number, string>> = {
  408: 'Request timed out.',
  409: 'The request conflicts with another one.',
  410: 'This cursor is no longer valid. Start again from the first page.',
  429: 'Rate limit of 60 requests per minute per organization has been exceeded.',
  500: 'Internal server error',
  503: 'Team membership data is not ready yet; this report is temporarily unavailable.',
  504: 'Request timed out.',
  529: 'Overloaded',
}

/** The error that a fault of kind `error` answers with. */
export const errorOf = ({ status = 500, retryAfter, shouldRetry }: Fault): ApiError =>
  new ApiError(status, messages[status] ?? 'The request failed.', {
    headers: {
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(shouldRetry !== undefined && { 'x-should-retry': String(shouldRetry) }),
    },
  })

/** What undici's `fetch` rejects with when the other end resets the connection. */
export const connectionReset = (): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })

export const htmlPage = ({ status = 502 }: Fault): Response =>
  new Response(
    `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>Bad gateway</h1></body></html>\n`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    },
  )

export interface PageContext {
  readonly endpoint: Endpoint
  /** Leads to the page itself. */
  readonly here: string
  /** Leads to the page itself too, and was never given before. */
  readonly hereAnew: string
}

/** A page as a fault bends it. */
export const bendPage = (page: Page, kind: FaultKind, { endpoint, here, hereAnew }: PageContext): Page => {
  switch (kind) {
    case 'repeated_cursor':
      return { ...page, next_page: here }
    case 'repeated_page':
      return { ...page, next_page: hereAnew }
    case 'repeated_row':
      return endpoint === 'users' ? { ...page, data: [...page.data, ...page.data.slice(-1)] } : page
    case 'empty_page':
      return { data: [], next_page: hereAnew }
    case 'wrong_type':
      return bendFirstRow(page, (row) => withText(row, endpoint))
    case 'null_block':
      return bendFirstRow(page, (row) => ({
        ...row,
        [endpoint === 'users' ? 'claude_code_metrics' : 'chat_metrics']: null,
      }))
    default:
      return page
  }
}

const bendFirstRow = ({ data, next_page }: Page, bend: (row: object) => object): Page => {
  const [first, ...others] = data
  return { data: first ? [bend(first), ...others] : [], next_page }
}

const withText = (row: object, endpoint: Endpoint): object => {
  if (endpoint === 'skills') return { ...row, invocation_count: '12' }
  if (endpoint === 'connectors') return { ...row, read_call_count: '12' }
  if (endpoint === 'summaries') return { ...row, daily_active_user_count: '12' }
  return { ...row, chat_metrics: { ...('chat_metrics' in row && (row.chat_metrics as object)), message_count: '12' } }
}

/** The body of an answer: whole, ended in the middle, or broken off there. */
export const bodyOf = (text: string, kind: FaultKind | null): BodyInit => {
  const middle = Math.floor(text.length / 2)
  if (kind === 'truncated_json') return text.slice(0, middle)
  if (kind !== 'cut_off') return text
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text.slice(0, middle))),
    pull: (controller) => controller.error(connectionReset()),
  })
}
