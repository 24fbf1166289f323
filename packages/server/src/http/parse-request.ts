import type { Schema } from '@windmill/claude-core/contract'
import { validate } from '../api/validate.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'
import { settlesWithin } from '../settles-within.ts'

/** Maximum size of a body. The largest bodies hold a pasted text with a key in it. */
const maxBodyBytes = 16 * 1024
/** Maximum time that a body may take to arrive. */
const bodyTimeoutMs = 30_000

/**
 * Reads and validates a JSON body, of at most `maxBodyBytes` and within `bodyTimeoutMs`.
 * @throws `ProblemError` `json_expected`, `body_too_large`, `body_already_read`, or `invalid_request` naming the field
 * but not its value, which may be a key. The reason of the request's signal if it aborts.
 */
export const parseBody = async <Value>(request: Request, schema: Schema<Value>): Promise<Value> => {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ProblemError('json_expected')
  return validate(schema, parseJson(await readBody(request)))
}

const readBody = async (request: Request): Promise<string> => {
  if (request.bodyUsed || request.body?.locked) throw new ProblemError('body_already_read')
  const { body, signal } = request
  const text = await readInTime(rejectWhenAborted(readText(body), signal)).catch((error: unknown) => {
    if (error instanceof ProblemError || (signal.aborted && error === signal.reason)) throw error
    // With a `TypeError`, the stream of a server's request reports that it was read before.
    if (error instanceof TypeError) throw new ProblemError('body_already_read')
    // The connection broke.
    throw new ProblemError('invalid_request', { detail: 'The body broke off. Nothing was done; send it again.' })
  })
  // A body parser of the host leaves an empty stream behind. If the host passes the parsed object on, its text is
  // `[object Object]`.
  const { headers } = request
  const isAnnounced = Number(headers.get('content-length')) > 0 || headers.has('transfer-encoding')
  if ((text === '' && isAnnounced) || text === String({})) throw new ProblemError('body_already_read')
  return text
}

const readInTime = async (text: Promise<string>): Promise<string> => {
  if (await settlesWithin(text, bodyTimeoutMs)) return await text
  const detail = `The body did not arrive within ${bodyTimeoutMs / 1000} seconds. Nothing was done; send it again.`
  throw new ProblemError('invalid_request', { detail })
}

/**
 * Reads a stream of text. A stream that is too large is left as it is: canceling it would close the connection before
 * the answer is sent.
 */
const readText = async (body: ReadableStream<Uint8Array> | null): Promise<string> => {
  if (!body) return ''
  const reader = body.getReader()
  // Not with `Buffer`, which browsers lack: stories in Storybook answer requests in the browser.
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBodyBytes) {
      reader.releaseLock()
      throw new ProblemError('body_too_large')
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProblemError('invalid_request', { detail: 'The body is not valid JSON. Nothing was done; correct it.' })
  }
}

/** Reads the query of a URL. The operation validates it. */
export const readQuery = (url: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(url).searchParams)
