import type { Schema } from '@windmill/claude-core/contract'
import { validate } from '../api/validate.ts'
import { ProblemError } from '../problem-error.ts'

/**
 * Reads and validates a JSON body.
 * @throws `ProblemError` `json_expected`, `body_already_read`, or `invalid_request` naming the field but not its value,
 * which may be a key.
 */
export const parseBody = async <Value>(request: Request, schema: Schema<Value>): Promise<Value> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ProblemError('json_expected')
  return validate(schema, parseJson(await readBody(request)))
}

const readBody = async (request: Request): Promise<string> => {
  if (request.bodyUsed || request.body?.locked) throw new ProblemError('body_already_read')
  const text = await request.text().catch((error: unknown) => {
    // The stream of a server's request reports in this way that it was read before.
    if (error instanceof TypeError) throw new ProblemError('body_already_read')
    throw error
  })
  // A parser leaves an empty stream behind. A host that passes on what a parser made of it passes an object's name.
  const { headers } = request
  const isAnnounced = Number(headers.get('content-length')) > 0 || headers.has('transfer-encoding')
  if ((text === '' && isAnnounced) || text === String({})) throw new ProblemError('body_already_read')
  return text
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProblemError('invalid_request', { detail: 'The body is not valid JSON. Nothing was done; correct it.' })
  }
}

/**
 * Reads and validates the query of a URL.
 * @throws `ProblemError` `invalid_request` naming the field.
 */
export const parseQuery = <Value>(url: string, schema: Schema<Value>): Value =>
  validate(schema, Object.fromEntries(new URL(url).searchParams))
