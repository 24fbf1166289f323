import type { Schema } from '@windmill/claude-core/contract'
import { validate } from '../api/validate.ts'
import { ProblemError } from '../problem-error.ts'

/**
 * Reads and validates a JSON body.
 * @throws `ProblemError` `json_expected`, or `invalid_request` naming the field but not its value, which may be a key.
 */
export const parseBody = async <Value>(request: Request, schema: Schema<Value>): Promise<Value> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ProblemError('json_expected')
  const body: unknown = await request.json().catch(() => {
    throw new ProblemError('invalid_request', { detail: 'The body is not valid JSON. Nothing was done; correct it.' })
  })
  return validate(schema, body)
}

/**
 * Reads and validates the query of a URL.
 * @throws `ProblemError` `invalid_request` naming the field.
 */
export const parseQuery = <Value>(url: string, schema: Schema<Value>): Value =>
  validate(schema, Object.fromEntries(new URL(url).searchParams))
