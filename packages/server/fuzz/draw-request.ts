import { createOpenApiDocument } from '@windmill/claude-core/contract'
import type { Random } from '../chaos/random.ts'

/** A random request, not sent yet. */
export interface DrawnRequest {
  /** The viewer, as in `createTestHost`. Null for a request without a session. */
  readonly viewer: string | null
  readonly url: string
  readonly init: RequestInit & { readonly duplex?: 'half' }
  /** When the client cancels the request. Null if it waits for the answer. */
  readonly abort: 'before' | 'soon' | null
}

/** The viewers, ids and keys that requests are drawn from. */
export interface Subjects {
  readonly viewers: readonly (string | null)[]
  readonly employeeIds: readonly string[]
  readonly claudeUserIds: readonly string[]
  readonly keys: readonly string[]
}

/** Every route of the contract: its method, and its path with parameters in braces. */
const routes: readonly (readonly [method: string, path: string])[] = Object.entries(
  (createOpenApiDocument('') as { readonly paths: Readonly<Record<string, object>> }).paths,
)
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const))
  .concat([['GET', '/openapi.json']])

/** Common, rare and invalid methods. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'get', 'PROPFIND', 'QUERY', 'x-y', '*']
/** Valid and invalid days. */
const days = [
  '2026-03-01',
  '2026-03-20',
  '2026-03-21',
  '2026-02-30',
  '2025-01-01',
  '9999-12-31',
  '0000-00-00',
  '2026-3-1',
  '',
]
/** Strings that a parser, a pattern, a database or a path could misinterpret. */
const unusualStrings = [
  '',
  ' ',
  '%',
  '%00',
  '\0',
  '%zz',
  '%c0%af',
  '%ed%a0%80',
  '\ud800',
  'é',
  '😀',
  '‮',
  '../..',
  './',
  '//',
  '\\',
  ';x',
  '?',
  '#',
  "' or 1=1 --",
  '"',
  '{}',
  '[]',
  'null',
  'true',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  '*',
  ':id',
  '{id}',
  '$1',
  '(',
  '<script>',
  'a'.repeat(3_000),
  ' a'.repeat(150),
  'eyJhbGciOiJkaXIifQ..a.b.c',
  Buffer.from('[0,"",""]').toString('base64url'),
  Buffer.from('[1e400,{},[]]').toString('base64url'),
  Buffer.from('null').toString('base64url'),
] as const
/** Valid and invalid values of each header. */
const headerValues: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    'application/json',
    'application/json; charset=utf-16',
    'APPLICATION/JSON',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    ';',
    '',
  ],
  origin: [
    'https://app.test',
    'https://evil.test',
    'null',
    '',
    'app.test',
    'https://',
    'https://app.test:443',
    'file://x',
  ],
  'sec-fetch-site': ['same-origin', 'none', 'same-site', 'cross-site', '', 'x'],
  host: ['app.test', 'evil.test', '', '[::1]', 'a b', 'app.test:99999'],
  accept: ['*/*', 'text/html', ''],
  range: ['bytes=0-1', 'bytes=-1'],
  'if-none-match': ['*', '"x"'],
  'content-length': ['0', '1', '99999999', '-1', 'x'],
  'transfer-encoding': ['chunked'],
  'content-encoding': ['gzip', 'br'],
  'accept-encoding': ['gzip', 'identity;q=0'],
  expect: ['100-continue'],
  'x-http-method-override': ['DELETE'],
  'x-forwarded-host': ['evil.test'],
  authorization: ['Bearer x', 'Basic ', 'Invitation', 'Invitation x', `invitation cinv_${'x'.repeat(43)}YWNtZQ`],
  cookie: ['a=b'],
}

/** Draws a request. Most of its parts are valid, and some are replaced by unusual ones. */
export const drawRequest = (random: Random, subjects: Subjects): DrawnRequest => {
  const { pick, drawBoolean, pickWeighted } = random
  const [routeMethod, template] = pick(routes)
  const method = drawBoolean(0.9) ? routeMethod : pick(methods)
  const ids = template.startsWith('/claude-users') ? subjects.claudeUserIds : subjects.employeeIds
  const path = template.replace(/\{\w+\}/g, () => encodeId(random, drawText(random, ids)))
  const mutatedPath = drawBoolean(0.8) ? path : mutate(random, path)
  const query = drawQuery(random, subjects)
  const base = drawBoolean(0.98)
    ? 'https://app.test/api/claude'
    : pick([
        'http://app.test/api/claude',
        'https://app.test',
        'https://app.test//api/claude',
        'https://app.test/api/%63laude',
      ])
  const hasBody =
    method === 'PUT' || method === 'POST'
      ? drawBoolean(0.95)
      : method !== 'GET' && method !== 'HEAD' && method !== 'get' && drawBoolean(0.1)
  const body = hasBody ? drawBody(random, subjects) : null
  return {
    viewer: pick(subjects.viewers),
    url: `${base}${mutatedPath}${query}`,
    init: {
      method,
      headers: drawHeaders(random, hasBody),
      ...(body !== null && { body, duplex: 'half' }),
    },
    abort: pickWeighted([
      [96, null],
      [1, 'before'],
      [3, 'soon'],
    ]),
  }
}

const drawText = ({ drawBoolean, pick }: Random, usualTexts: readonly string[]): string =>
  drawBoolean(0.8) ? pick(usualTexts) : pick(unusualStrings)

/** Encodes an id in one of two valid ways, or twice, or not at all. */
const encodeId = ({ pickWeighted }: Random, id: string): string =>
  pickWeighted<() => string>([
    [6, () => encodeURIComponent(id.toWellFormed())],
    [2, () => [...Buffer.from(id)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    [1, () => encodeURIComponent(encodeURIComponent(id.toWellFormed()))],
    [1, () => id],
  ])()

const drawQuery = (random: Random, { employeeIds }: Subjects): string => {
  const { pick, drawBoolean, drawInteger } = random
  const drawValueByName: Readonly<Record<string, () => string>> = {
    from: () => (drawBoolean(0.8) ? '2026-03-01' : pick(days)),
    to: () => (drawBoolean(0.8) ? '2026-03-20' : pick(days)),
    bucket: () => pick(['day', 'week', 'month', 'year', '']),
    data: () => pick(['keep', 'keep', 'erase', '']),
    stats: () => pick(['chat.messages', 'chat.messages,code.edit_acceptance_rate', 'x', ',']),
    trend: () => pick(['chat.messages', 'x']),
    state: () => pick(['unmatched', 'conflict', 'matched', 'x']),
    search: () => drawText(random, employeeIds),
    page: () => drawText(random, ['WzAsIiIsIiJd']),
  }
  const names = Object.keys(drawValueByName).filter(() => drawBoolean(0.7))
  const pairs = names.map((name) => {
    const value = drawBoolean(0.93) ? (drawValueByName[name]?.() ?? '') : pick(unusualStrings)
    return `${name}=${drawBoolean(0.9) ? encodeURIComponent(value.toWellFormed()) : value.replace(/[#]/g, '')}`
  })
  const repeatedPairs =
    drawBoolean(0.05) && pairs.length > 0 ? Array.from({ length: drawInteger(1, 50) }, () => pick(pairs)) : []
  return pairs.length > 0 ? `?${[...pairs, ...repeatedPairs].join('&')}` : pick(['', '?', '?&', '?=', '#x'])
}

/** Replaces, inserts or removes text at one or a few places. */
const mutate = (random: Random, text: string): string => {
  const { drawInteger, pick, drawBoolean } = random
  const position = drawInteger(0, text.length)
  const removed = drawBoolean(0.5) ? drawInteger(0, 4) : 0
  const character = text.charAt(position)
  const inserted = drawBoolean(0.3) && character ? `%${character.charCodeAt(0).toString(16)}` : pick(unusualStrings)
  const mutated = text.slice(0, position) + inserted + text.slice(position + removed)
  return drawBoolean(0.2) ? mutate(random, mutated) : mutated
}

const drawHeaders = ({ drawBoolean, pick }: Random, hasBody: boolean): Headers => {
  const headers = new Headers(hasBody ? { 'content-type': 'application/json' } : {})
  for (const [name, values] of Object.entries(headerValues)) {
    if (!drawBoolean(0.03)) continue
    const value = drawBoolean(0.8) ? pick(values) : pick(unusualStrings)
    try {
      headers.set(name, value)
    } catch {
      // No client can send this value.
    }
  }
  return headers
}

const drawBody = (random: Random, { employeeIds, keys }: Subjects): BodyInit => {
  const { pick, drawBoolean, pickWeighted, drawInteger } = random
  const validBody = JSON.stringify(
    pick<object>([
      { apiKey: pick(keys) },
      { apiKey: pick(unusualStrings) },
      { decision: 'link', employeeId: drawText(random, employeeIds) },
      { decision: pick(['unlink', 'ignore', 'automatic', 'undo', 'x', '']) },
    ]),
  )
  const text = pickWeighted<() => string>([
    [12, () => validBody],
    [4, () => mutate(random, validBody)],
    [1, () => `{"apiKey":"x","b":${'['.repeat(drawInteger(1, 8_000))}`],
    [1, () => `{"apiKey":"x","b":[${'[],'.repeat(drawInteger(1, 9_000))}[]]}`],
    [1, () => `${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`],
    [
      1,
      () =>
        JSON.stringify(
          pick([null, [], 1, 'x', true, { apiKey: null }, { apiKey: ['x'] }, { decision: {} }, { __proto__: 1 }]),
        ),
    ],
    [1, () => `{"__proto__":{"decision":"ignore"},"constructor":{"apiKey":"x"}}`],
  ])()
  const bytes = drawBoolean(0.95)
    ? Buffer.from(text)
    : Buffer.from(Array.from({ length: drawInteger(0, 400) }, () => drawInteger(0, 255)))
  return pickWeighted<() => BodyInit>([
    [14, () => bytes],
    [3, () => streamChunks(bytes, drawInteger(1, 40))],
    [1, () => streamEndlessly()],
    [1, () => breakOff(bytes)],
  ])()
}

const streamChunks = (bytes: Uint8Array, chunkBytes: number): ReadableStream => {
  let offset = 0
  return new ReadableStream({
    pull(controller) {
      if (offset >= bytes.length) controller.close()
      else controller.enqueue(bytes.slice(offset, offset + chunkBytes))
      offset += chunkBytes
    },
  })
}

/** Creates a body that never ends. */
const streamEndlessly = (): ReadableStream =>
  new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(4_000).fill(0x20)) })

/** Creates a body that breaks off, as when the connection is lost. */
const breakOff = (bytes: Uint8Array): ReadableStream => {
  let isFirst = true
  return new ReadableStream({
    pull(controller) {
      if (isFirst) controller.enqueue(bytes.slice(0, bytes.length / 2))
      else controller.error(new Error('The connection broke.'))
      isFirst = false
    },
  })
}
