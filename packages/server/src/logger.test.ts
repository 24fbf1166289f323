import { AnalyticsError } from '@windmill/claude-core/api'
import { describe, expect, test } from 'vitest'
import { ConfigurationError } from './configuration-error.ts'
import { describeError } from './logger.ts'
import { ProblemError } from './problem-error.ts'
import { LeaseLostError } from './storage/adapter.ts'
import { StorageError } from './storage/errors.ts'
import { VaultError } from './vault/keyring.ts'

describe('describeError', () => {
  test('includes stack, causes and their codes for an error that is not the integration’s own', () => {
    const root = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    const details = describeError(new TypeError('fetch failed', { cause: new Error('no answer', { cause: root }) }))
    expect(details).toMatchObject({
      code: undefined,
      error: 'fetch failed',
      stack: expect.stringMatching(/^TypeError: fetch failed\n +at .*logger\.test\.ts/),
      cause: { error: 'no answer', cause: { code: 'ECONNRESET', error: 'socket hang up' } },
    })
  })

  test.each([
    new ConfigurationError('option_invalid', 'message'),
    new StorageError('not_started', 'message'),
    new AnalyticsError('rate_limited', 'message'),
    new VaultError('message'),
    new LeaseLostError('message'),
  ])('includes only code and message for an error of the integration: $code', (error) => {
    expect(describeError(error)).toEqual({ code: error.code, error: 'message' })
    expect(describeError(new Error('wrapper', { cause: error })).cause).toEqual({ code: error.code, error: 'message' })
  })

  test('includes no stack for a ProblemError', () => {
    expect(describeError(new ProblemError('not_found'))).not.toHaveProperty('stack')
  })

  const unreadable = () => {
    throw new Error('unreadable')
  }
  const createErrorWithGetter = (name: string) => Object.defineProperty(new Error('message'), name, { get: unreadable })

  test.each<readonly [name: string, thrown: unknown]>([
    ['an object without a prototype', Object.create(null)],
    ['an object with a toString that throws', { toString: unreadable }],
    ['a symbol', Symbol('thrown')],
    ['a message that is no string', Object.assign(new Error('x'), { message: { a: 1 } })],
    ['a stack that is no string', Object.assign(new Error('x'), { stack: 5 })],
    ...['code', 'message', 'stack', 'cause'].map(
      (name) => [`a ${name} that throws`, createErrorWithGetter(name)] as const,
    ),
    ['a cause without a prototype', new Error('x', { cause: Object.create(null) })],
  ])('describes whatever the host throws: %s', (_, thrown) => {
    expect(describeError(thrown)).toMatchObject({ error: expect.any(String) })
  })

  test('redacts secrets in messages, causes and thrown values', () => {
    const secret = 'sk-ant-api01-0123456789abcdef'
    const cause = new Error(`postgres://ada:${secret}@db/usage`)
    const aggregate = new AggregateError([new Error(`denied: ${secret}`)])
    for (const thrown of [
      new Error(`${secret} denied`, { cause }),
      new Error('x', { cause: aggregate }),
      secret,
      { secret },
    ]) {
      expect(JSON.stringify(describeError(thrown))).not.toContain(secret)
    }
    expect(describeError(aggregate)).toMatchObject({ cause: { error: 'denied: [key]' } })
  })

  test.each(['sk-ant-api01-0123456789abcdef', 'ada@example.com', 'two words', '', 'x'.repeat(65), {}, null])(
    'leaves out an invalid code: %o',
    (code) => {
      expect(describeError(Object.assign(new Error('x'), { code })).code).toBeUndefined()
    },
  )

  test.each(['ECONNRESET', '23505', 'ERR_INVALID_ARG_TYPE', 57])('keeps the code %o', (code) => {
    expect(describeError(Object.assign(new Error('x'), { code })).code).toBe(code)
  })

  test('describes at most five causes, since they may be circular', () => {
    const circular = new Error('round')
    circular.cause = circular
    expect(JSON.stringify(describeError(circular)).match(/"error":"round"/g)?.length).toBe(6)
  })

  test.each([undefined, null, 7, 'text'])('describes a thrown value that is not an error: %o', (thrown) => {
    expect(describeError(thrown)).toEqual({ code: undefined, error: String(thrown) })
  })
})
