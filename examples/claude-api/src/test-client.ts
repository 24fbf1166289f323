import type { ClaudeApi } from './claude-api.ts'

/** A response with its body parsed from JSON. */
export interface ReportResponse {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests inspect rows and errors of every shape.
  readonly body: any
}

/** Requests a report. `path` is relative, such as `users?date=2026-11-18`. The default headers have a valid key. */
export const fetchReport = async (
  api: Pick<ClaudeApi, 'fetch' | 'keys'>,
  path: string,
  headers: Readonly<Record<string, string>> = { 'x-api-key': api.keys.analytics },
): Promise<ReportResponse> => {
  const response = await api.fetch(`http://claude.test/v1/organizations/analytics/${path}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Fetches the rows of all pages. Throws when a page is rejected, or when there are more than 1,000 pages. */
// biome-ignore lint/suspicious/noExplicitAny: tests inspect rows of every report.
export const fetchAllRows = async (api: ClaudeApi, path: string): Promise<any[]> => {
  const rows = []
  let page: string | null = null
  let pageCount = 0
  do {
    const { status, body }: ReportResponse = await fetchReport(api, page === null ? path : `${path}&page=${page}`)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.error.message}`)
    rows.push(...body.data)
    page = body.next_page
    pageCount += 1
    if (pageCount > 1000) throw new Error(`${path} has no last page.`)
  } while (page !== null)
  return rows
}

/** Creates a clock that stands still until `set`. Times are ISO 8601 strings; `now` returns milliseconds since 1970. */
export const createClock = (start: string): { now: () => number; set: (time: string) => void } => {
  let time = Date.parse(start)
  return {
    now: () => time,
    set: (next) => {
      time = Date.parse(next)
    },
  }
}
