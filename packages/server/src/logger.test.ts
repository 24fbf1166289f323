import { AnalyticsError } from '@windmill/claude-core/api'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from './configuration-error.ts'
import { errorDetails } from './logger.ts'
import { ProblemError } from './problem-error.ts'
import { LeaseLostError } from './storage/adapter.ts'
import { StorageError } from './storage/errors.ts'
import { VaultError } from './vault/keyring.ts'

describe('errorDetails', () => {
  it('of an error that the product does not know has its stack and its causes, each with its own code', () => {
    const root = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    const details = errorDetails(new TypeError('fetch failed', { cause: new Error('no answer', { cause: root }) }))
    expect(details).toMatchObject({
      code: undefined,
      error: 'fetch failed',
      stack: expect.stringMatching(/^TypeError: fetch failed\n +at .*logger\.test\.ts/),
      cause: { error: 'no answer', cause: { code: 'ECONNRESET', error: 'socket hang up' } },
    })
  })

  it.each([
    new ConfigurationError('option_invalid', 'said'),
    new StorageError('not_started', 'said'),
    new AnalyticsError('rate_limited', 'said'),
    new VaultError('said'),
    new LeaseLostError('said'),
  ])('of one of the product’s own has what it says, and no more: $code', (error) => {
    expect(errorDetails(error)).toEqual({ code: error.code, error: 'said' })
    expect(errorDetails(new ProblemError('not_found'))).not.toHaveProperty('stack')
    expect(errorDetails(new Error('around', { cause: error })).cause).toEqual({ code: error.code, error: 'said' })
  })

  it('holds no secret, wherever it stands', () => {
    const secret = 'sk-ant-api01-0123456789abcdef'
    const cause = new Error(`postgres://ada:${secret}@db/usage`)
    const several = new AggregateError([new Error(`denied: ${secret}`)])
    for (const thrown of [
      new Error(`${secret} denied`, { cause }),
      new Error('x', { cause: several }),
      secret,
      { secret },
    ]) {
      expect(JSON.stringify(errorDetails(thrown))).not.toContain(secret)
    }
    expect(errorDetails(several)).toMatchObject({ cause: { error: 'denied: [key]' } })
  })

  it('ends where causes go in a circle', () => {
    const circle = new Error('round')
    circle.cause = circle
    expect(JSON.stringify(errorDetails(circle)).match(/"error":"round"/g)?.length).toBe(6)
  })

  it.each([undefined, null, 7, 'text'])('takes whatever was thrown: %o', (thrown) => {
    expect(errorDetails(thrown)).toEqual({ code: undefined, error: String(thrown) })
  })
})
