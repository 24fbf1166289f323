import { ProblemError } from '../problem-error.ts'

/**
 * Rejects a change that a page of another origin, even a sibling subdomain, requests with the viewer's cookies (CSRF). A
 * browser sends
 * `Sec-Fetch-Site` or `Origin`, and no page can forge them. A request without either does not come from a browser.
 * @throws `ProblemError` `cross_site`.
 */
export const refuseCrossOrigin = (request: Request): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site !== null) throw new ProblemError('cross_site')
  const origin = request.headers.get('origin')
  if (origin === null) return
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new ProblemError('cross_site')
}
