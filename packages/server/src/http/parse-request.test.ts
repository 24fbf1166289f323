import { keyRequestSchema } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { parseBody } from './parse-request.ts'

const url = 'https://app.test/api/claude/connection'
const headers = { 'content-type': 'application/json' }
const body = '{"apiKey":"x"}'
const createRequest = (init: RequestInit) => new Request(url, { method: 'PUT', ...init })
const createUsedRequest = async (read: (request: Request) => unknown) => {
  const request = createRequest({ headers, body })
  await read(request)
  return request
}
const parse = async (request: Request) => {
  try {
    return await parseBody(request, keyRequestSchema)
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('parseBody', () => {
  test('returns the body', async () => {
    expect(await parse(createRequest({ headers, body }))).toEqual({ apiKey: 'x' })
    expect(
      await parse(createRequest({ headers: { 'content-type': 'Application/JSON; charset=utf-8' }, body })),
    ).toEqual({
      apiKey: 'x',
    })
  })

  test.each<readonly [name: string, createRequest: () => Request | Promise<Request>]>([
    ['it was used', () => createUsedRequest((request) => request.json())],
    ['it has a reader', () => createUsedRequest((request) => request.body?.getReader())],
    [
      'it is missing, but its length is given',
      () => createRequest({ headers: { ...headers, 'content-length': '14' } }),
    ],
    ['it is chunked and empty', () => createRequest({ headers: { ...headers, 'transfer-encoding': 'chunked' } })],
    ['it is a parsed object, converted to text', () => createRequest({ headers, body: String({}) })],
  ])('says that the body was already read if %s', async (_, create) => {
    expect(await parse(await create())).toBe('body_already_read')
  })

  test.each(['', '{', 'x', '{"apiKey":'])('says that the body is not valid JSON: %j', async (text) => {
    expect(await parse(createRequest({ headers, body: text }))).toBe('invalid_request')
  })

  test('says that the body is not valid if the connection breaks', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('aborted')) })
    const request = createRequest({ headers, body: broken, duplex: 'half' } as RequestInit)
    expect(await parse(request)).toBe('invalid_request')
  })
})
