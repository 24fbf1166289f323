import type { Schema } from '@windmill/claude-core/contract'
import { ProblemError } from '../problem-error.ts'

/** Reads a JSON body. Throws a `ProblemError` that names the field, never its value: that may be a key. */
export const parseBody = async <Value>(request: Request, schema: Schema<Value>): Promise<Value> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ProblemError('json_expected')
  const body: unknown = await request.json().catch(() => {
    throw new ProblemError('invalid_request', { detail: 'The body is not valid JSON. Nothing was done; correct it.' })
  })
  return check(schema, body)
}

export const parseQuery = <Value>(url: string, schema: Schema<Value>): Value =>
  check(schema, Object.fromEntries(new URL(url).searchParams))

const check = <Value>(schema: Schema<Value>, input: unknown): Value => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') || 'body'
  throw new ProblemError('invalid_request', { field, detail: `${field} ${issue?.message ?? 'is not valid'}.` })
}

/**
 * Refuses a change that another site's page asks for with this viewer's cookies. Browsers say where a request comes
 * from, and a page cannot forge it; what says nothing is no browser.
 */
export const refuseCrossSite = (request: Request): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  if (site !== null) throw new ProblemError('cross_site')
  const origin = request.headers.get('origin')
  if (origin === null) return
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new ProblemError('cross_site')
}
