import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createSyncHost, jsonHeaders, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme, globex } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createKeyCheckLimiter, maxChecksPerHour, maxInvitedChecksPerHour } from './key-check-limiter.ts'

const hourMs = 3_600_000

const preview = (host: SyncHost, apiKey: string, signal?: AbortSignal): Promise<Response> =>
  host.request('admin:boss', '/connection/preview', {
    method: 'POST',
    headers: jsonHeaders,
    body: JSON.stringify({ apiKey }),
    ...(signal && { signal }),
  })

/** Waits until all pending work has run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('key checks', () => {
  test('of one account run one at a time, and checks of different accounts run concurrently', async () => {
    const { run } = createKeyCheckLimiter(systemClock)
    const running = { acme: 0, globex: 0 }
    let maxTotal = 0
    const check = (account: keyof typeof running) => async () => {
      running[account] += 1
      expect(running[account]).toBe(1)
      maxTotal = Math.max(maxTotal, running.acme + running.globex)
      await settle()
      running[account] -= 1
    }
    await Promise.all(
      Array.from({ length: 5 }, () => [
        run(acme, 'viewer', check('acme'), undefined),
        run(globex, 'viewer', check('globex'), undefined),
      ]).flat(),
    )
    expect(maxTotal).toBe(2)
  })

  test('start only after the check before them has ended, even if it failed or was canceled', async () => {
    const { run } = createKeyCheckLimiter(systemClock)
    await expect(run(acme, 'viewer', () => Promise.reject(new Error('refused')), undefined)).rejects.toThrow('refused')
    const caller = new AbortController()
    const order: string[] = []
    const canceled = run(
      acme,
      'viewer',
      async () => {
        await settle()
        order.push('canceled one ended')
      },
      caller.signal,
    )
    const neverStarted = run(acme, 'viewer', async () => void order.push('never'), caller.signal)
    const next = run(acme, 'viewer', async () => void order.push('next'), undefined)
    await new Promise((resolve) => setImmediate(resolve))
    caller.abort(new Error('gone'))
    await expect(canceled).rejects.toThrow('gone')
    await expect(neverStarted).rejects.toThrow('gone')
    expect(order).toEqual([])
    await next
    expect(order).toEqual(['canceled one ended', 'next'])
  })

  test('are limited per account and hour', async () => {
    const clock = createVirtualClock(0)
    const { run } = createKeyCheckLimiter(clock)
    const check = async () => 'checked'
    for (let count = 0; count < maxChecksPerHour; count += 1) {
      expect(await run(acme, 'viewer', check, undefined)).toBe('checked')
      if (count === 0) await clock.sleep(hourMs / 2)
    }
    await expect(run(acme, 'viewer', check, undefined)).rejects.toMatchObject({ code: 'too_many_checks' })
    expect(await run(globex, 'viewer', check, undefined)).toBe('checked')
    await clock.sleep(hourMs / 2)
    // The first check is an hour ago.
    expect(await run(acme, 'viewer', check, undefined)).toBe('checked')
    await expect(run(acme, 'viewer', check, undefined)).rejects.toMatchObject({ code: 'too_many_checks' })
  })

  test('of viewers and of an invitation run one at a time, are counted separately, and take turns', async () => {
    const { run } = createKeyCheckLimiter(createVirtualClock(0))
    const order: string[] = []
    let running = 0
    const check = (name: string) => async () => {
      running += 1
      expect(running).toBe(1)
      await settle()
      order.push(name)
      running -= 1
    }
    const invitation = { invitation: 'hash', requireValid: async () => {} }
    const invited = Array.from({ length: maxChecksPerHour }, () => run(acme, invitation, check('invited'), undefined))
    await new Promise((resolve) => setImmediate(resolve))
    const viewers = ['viewer 1', 'viewer 2'].map((name) => run(acme, 'viewer', check(name), undefined))
    await expect(run(acme, invitation, check('never'), undefined)).rejects.toMatchObject({ code: 'too_many_checks' })
    await Promise.all([...invited, ...viewers])
    expect(order.slice(0, 4)).toEqual(['invited', 'viewer 1', 'invited', 'viewer 2'])
    expect(order.length).toBe(maxChecksPerHour + 2)
  })

  test('have a limit per invitation, and a limit for all invitations of an account', async () => {
    const { run } = createKeyCheckLimiter(createVirtualClock(0))
    const check = async (invitation: string, account = acme) =>
      run(account, { invitation, requireValid: async () => {} }, async () => 'checked', undefined)
    const names = Array.from(
      { length: maxInvitedChecksPerHour / maxChecksPerHour },
      (_, index) => `invitation ${index}`,
    )
    for (const name of names) {
      for (let count = 0; count < maxChecksPerHour; count += 1) expect(await check(name)).toBe('checked')
    }
    await expect(check('last')).rejects.toMatchObject({ code: 'too_many_checks' })
    expect(await check('of others', globex)).toBe('checked')
    expect(await run(acme, 'viewer', async () => 'checked', undefined)).toBe('checked')
  })

  test('of an invitation that ended while they waited are not started', async () => {
    const { run } = createKeyCheckLimiter(createVirtualClock(0))
    let isValid = true
    const requireValid = async () => {
      if (!isValid) throw new Error('revoked')
    }
    const order: string[] = []
    const check = (name: string) => async () => {
      order.push(name)
      isValid = false
      await settle()
    }
    const revoked = { invitation: 'revoked', requireValid }
    const checks = ['first', 'second', 'third'].map((name) => run(acme, revoked, check(name), undefined))
    const next = { invitation: 'next', requireValid: async () => {} }
    const other = run(acme, next, async () => void order.push('next'), undefined)
    const results = await Promise.allSettled([...checks, other])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(order).toEqual(['first', 'next'])
  })

  test('over the limit are refused at once, while others still wait', async () => {
    const host = createSyncHost({ fetch: () => new Promise(() => {}) })
    const waiting = new AbortController()
    const checks = Array.from({ length: 60 }, () => preview(host, host.api.keys.analytics, waiting.signal))
    const answered: number[] = []
    for (const check of checks) void check.then(({ status }) => answered.push(status))
    await settle()
    expect(answered).toEqual(Array(60 - maxChecksPerHour).fill(429))
    waiting.abort()
    await Promise.all(checks)
    const refused = await preview(host, host.api.keys.analytics)
    expect(await refused.json()).toMatchObject({ code: 'too_many_checks' })
    expect(refused.headers.get('retry-after')).toBe('3600')
  })

  test('do not count a pasted text without a key', async () => {
    const host = createSyncHost()
    for (let count = 0; count < 30; count += 1) {
      expect(await (await preview(host, 'no key')).json()).toMatchObject({ field: 'apiKey' })
    }
    expect((await preview(host, host.api.keys.analytics)).status).toBe(200)
  })

  test.each([
    ['POST', '/connection/preview', false],
    ['POST', '/connection/preview', true],
    ['PUT', '/connection', true],
  ] as const)(
    'send nothing more after their caller has left: %s %s, with an API that refuses each day: %s',
    async (method, path, isRefusing) => {
      const caller = new AbortController()
      let requests = 0
      const host: SyncHost = createSyncHost({
        vault: plaintextVault,
        fetch: async (input, init) => {
          requests += 1
          if (requests === 2) caller.abort()
          init?.signal?.throwIfAborted()
          return await host.api.fetch(input, init)
        },
      })
      if (isRefusing) host.api.control({ faults: [{ kind: 'error', status: 400 }] })
      const send = () =>
        host.request('admin:boss', path, {
          method,
          headers: jsonHeaders,
          body: JSON.stringify({ apiKey: host.api.keys.analytics }),
          signal: caller.signal,
        })
      const responses = await Promise.all(Array.from({ length: 10 }, send))
      await settle()
      expect(requests).toBe(2)
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([499]))
      expect(await host.storage.getConnection(acme)).toBeNull()
    },
  )

  test('send few requests to an API that refuses everything', async () => {
    for (const status of [400, 401, 403, 404, 422]) {
      let requests = 0
      const host = createSyncHost({
        fetch: async () => {
          requests += 1
          return Response.json({ type: 'error', error: { type: 'invalid_request_error', message: 'No.' } }, { status })
        },
      })
      expect((await preview(host, host.api.keys.analytics)).ok).toBe(false)
      expect(requests, `status ${status}`).toBeLessThanOrEqual(8)
    }
  })

  test('leave the budget to a sync: 60 key checks delay it by less than a third', async () => {
    const measureSync = async (checks: number): Promise<number> => {
      const host = createSyncHost({ vault: plaintextVault })
      await host.request('admin:boss', '/connection', {
        method: 'PUT',
        headers: jsonHeaders,
        body: JSON.stringify({ apiKey: host.api.keys.analytics }),
      })
      const startedAt = host.clock.monotonicNow()
      const checking = Array.from({ length: checks }, () => preview(host, host.api.keys.analytics))
      await host.claude.sync(acme)
      const duration = host.clock.monotonicNow() - startedAt
      await Promise.all(checking)
      return duration
    }
    expect(await measureSync(60)).toBeLessThan(1.33 * (await measureSync(0)))
  })
})
