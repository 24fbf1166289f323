import type { ClaudeApi } from './claude-api.ts'

/** A response with its parsed body. */
export interface ReportResponse {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests inspect rows and errors of every shape.
  readonly body: any
}

/** Requests a report, such as `users?date=2026-11-18`. The default headers have a valid key. */
export const fetchReport = async (
  api: Pick<ClaudeApi, 'fetch' | 'keys'>,
  path: string,
  headers: Readonly<Record<string, string>> = { 'x-api-key': api.keys.analytics },
): Promise<ReportResponse> => {
  const response = await api.fetch(`http://claude.test/v1/organizations/analytics/${path}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** Returns the rows of all pages. Throws when a page is rejected or there are more than 1,000 pages. */
// biome-ignore lint/suspicious/noExplicitAny: tests inspect rows of every report.
export const fetchAllRows = async (api: ClaudeApi, path: string): Promise<any[]> => {
  const rows = []
  let page: string | null = null
  let pages = 0
  do {
    const { status, body }: ReportResponse = await fetchReport(api, page === null ? path : `${path}&page=${page}`)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.error.message}`)
    rows.push(...body.data)
    page = body.next_page
    pages += 1
    if (pages > 1000) throw new Error(`${path} has no last page.`)
  } while (page !== null)
  return rows
}

/** Creates a clock that only moves when it is set. */
export const createClock = (start: string): { now: () => number; set: (time: string) => void } => {
  let time = Date.parse(start)
  return {
    now: () => time,
    set: (next) => {
      time = Date.parse(next)
    },
  }
}
