import type { ClaudeApi } from './claude-api.ts'

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came, row or error.
  readonly body: any
}

/** Asks for a report, as `users?date=2026-11-18`, with the right key unless other headers are given. */
export const ask = async (
  api: Pick<ClaudeApi, 'fetch' | 'keys'>,
  path: string,
  headers: Readonly<Record<string, string>> = { 'x-api-key': api.keys.analytics },
): Promise<Answer> => {
  const response = await api.fetch(`http://claude.test/v1/organizations/analytics/${path}`, { headers })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** The rows of every page. Throws when a page is refused, and when the walk does not end. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any report.
export const askAll = async (api: ClaudeApi, path: string): Promise<any[]> => {
  const rows = []
  let page: string | null = null
  let pages = 0
  do {
    const { status, body }: Answer = await ask(api, page === null ? path : `${path}&page=${page}`)
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body.error.message}`)
    rows.push(...body.data)
    page = body.next_page
    pages += 1
    if (pages > 1000) throw new Error(`${path} has no last page.`)
  } while (page !== null)
  return rows
}

/** A clock that stands still until it is set. */
export const createClock = (start: string): { now: () => number; set: (time: string) => void } => {
  let time = Date.parse(start)
  return {
    now: () => time,
    set: (next) => {
      time = Date.parse(next)
    },
  }
}
