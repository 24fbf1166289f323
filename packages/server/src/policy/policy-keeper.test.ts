import { type AccessResponse, accountId, type LogResponse } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { hostLimits } from '../host/host-limits.ts'
import { createDisconnectedRecord } from '../storage/create-disconnected-record.ts'
import { connect, createSyncHost, history, plaintextVault, readConnection, startTime } from '../test/sync-host.ts'
import { acme, createTestHost, globex } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'
import { defaultPolicy, type HostPolicy } from './account-policy.ts'

const hang = (): Promise<never> => new Promise(() => {})
const untyped = (value: unknown) => value as never

/** Creates a host with a replaceable policy function, and counts its calls. */
const createPolicyHost = (first: Extract<HostPolicy, (...args: never) => unknown>) => {
  const clock = createVirtualClock(startTime)
  let current = first
  const calls: string[] = []
  const policy: HostPolicy = (account, options) => {
    calls.push(account)
    return current(account, options)
  }
  const host = createTestHost({ clock, employees: [createEmployee('a')], policy })
  return {
    ...host,
    clock,
    calls,
    setPolicy: (next: typeof current) => {
      current = next
    },
    readKeptForDays: async (viewer = 'a') => {
      const response = await host.request(viewer, '/employees/a/access')
      return response.status === 200 ? ((await response.json()) as AccessResponse).keptForDays : response.status
    },
  }
}

const emptyConnection = createDisconnectedRecord(acme)

describe('a policy function', () => {
  test('gives each account its own policy, with defaults for what it leaves out', async () => {
    const host = createPolicyHost(async (account) => (account === globex ? { accessRetentionDays: 30 } : {}))
    expect([await host.readKeptForDays(), await host.readKeptForDays('globex/a')]).toEqual([365, 30])
  })

  test('is called at most once a minute per account', async () => {
    const host = createPolicyHost(() => ({}))
    for (const viewer of ['a', 'a', 'globex/a', 'a']) await host.readKeptForDays(viewer)
    expect(host.calls).toEqual(['acme', 'globex'])
    await host.clock.sleep(60_000)
    await host.readKeptForDays()
    expect(host.calls).toEqual(['acme', 'globex', 'acme'])
  })

  test.each<[string, HostPolicy]>([
    ['hangs', hang],
    [
      'throws',
      () => {
        throw untyped('no settings')
      },
    ],
    ['rejects with null', () => Promise.reject(null)],
    ['answers with nothing', () => untyped(undefined)],
    ['answers with an array', () => untyped([])],
    ['has an unknown field', () => untyped({ accessRetentionDay: 1 })],
    ...[0, -1, 0.5, '30', null, Number.NaN, 36_501].map((days): [string, HostPolicy] => [
      `keeps access for ${days} days`,
      () => ({ accessRetentionDays: untyped(days) }),
    ]),
    ...['2026-02-30', 'yesterday', 20_260_101, new Date(0)].map((day): [string, HostPolicy] => [
      `begins history at ${day}`,
      () => ({ historyFrom: untyped(day) }),
    ]),
    ...[0, 1.5, '96', Number.POSITIVE_INFINITY].map((hours): [string, HostPolicy] => [
      `trusts the directory for ${hours} hours`,
      () => ({ directoryMaxAgeHours: untyped(hours) }),
    ]),
  ])('that %s leaves the last applied policy in force, even after a restart', async (_, broken) => {
    const host = createPolicyHost(() => ({ accessRetentionDays: 30 }))
    await host.storage.saveConnection(emptyConnection)
    await host.readKeptForDays()
    host.setPolicy(broken as never)
    await host.clock.sleep(60_000)
    expect(await host.readKeptForDays()).toBe(30)
    expect(host.log.at(-1)).toContain('could not be read; the one that was applied last stays in force')
    const restarted = createTestHost({
      clock: host.clock,
      storage: host.storage,
      policy: broken,
      employees: [createEmployee('a')],
    })
    const response = await restarted.request('a', '/employees/a/access')
    expect(((await response.json()) as AccessResponse).keptForDays).toBe(30)
  })

  test('that hangs delays requests once a minute, and no longer than its timeout', async () => {
    const host = createPolicyHost(() => ({ accessRetentionDays: 30 }))
    await host.storage.saveConnection(emptyConnection)
    await host.readKeptForDays()
    host.setPolicy(hang)
    await host.clock.sleep(60_000)
    const before = host.clock.now()
    for (let request = 0; request < 3; request += 1) expect(await host.readKeptForDays()).toBe(30)
    expect(host.clock.now() - before).toBe(hostLimits.policyTimeoutMs)
  })

  test('that fails before any policy was applied fails the request that needs it, and is called again by the next request', async () => {
    const host = createPolicyHost(() => untyped(null))
    expect(await host.readKeptForDays()).toBe(500)
    host.setPolicy(() => ({ accessRetentionDays: 7 }))
    expect(await host.readKeptForDays()).toBe(7)
  })

  test('that fails before any policy was applied keeps a sync from reading', async () => {
    let isBroken = true
    const policy: HostPolicy = () => (isBroken ? untyped('all') : {})
    const host = createSyncHost({ vault: plaintextVault, policy })
    await connect(host, host.api.keys.analytics)
    const requests = host.api.requests.total()
    await host.claude.sync(acme)
    expect([host.api.requests.total(), (await readConnection(host)).coverage]).toEqual([requests, null])
    isBroken = false
    await host.claude.sync(acme)
    expect((await readConnection(host)).coverage?.first).toBe(history[0])
  })
})

describe('the last applied policy', () => {
  test('is logged with the fields that changed, and only when it changes', async () => {
    const host = createPolicyHost(() => ({}))
    await host.storage.saveConnection(emptyConnection)
    await host.readKeptForDays()
    host.setPolicy(() => ({ accessRetentionDays: 30, directoryMaxAgeHours: 48 }))
    for (let minute = 0; minute < 3; minute += 1) {
      await host.clock.sleep(60_000)
      await host.readKeptForDays()
    }
    const changes = [
      { field: 'accessRetentionDays', from: 365, to: 30 },
      { field: 'directoryMaxAgeHours', from: 96, to: 48 },
    ]
    const { entries } = (await (await host.request('admin:a', '/log')).json()) as LogResponse
    expect(entries).toMatchObject([{ actor: null, about: 'account', event: { kind: 'policy_changed', changes } }])
    expect(host.log.filter((line) => line.includes('policy'))).toEqual([
      `The policy of an account changed ${JSON.stringify({ accountId: acme, changes })}`,
    ])
  })

  test('is not stored for an account that never connected', async () => {
    const host = createPolicyHost(() => ({ accessRetentionDays: 30 }))
    await host.readKeptForDays()
    expect(await host.storage.getPolicy(acme)).toBeNull()
  })

  test('is stored by the first sync after connecting, although a request called the policy function just before', async () => {
    const host = createSyncHost({ vault: plaintextVault, policy: { accessRetentionDays: 30 } })
    await host.request('admin:boss', '/employees/boss/access')
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(accountId('acme'))
    expect(await host.storage.getPolicy(acme)).toEqual({ ...defaultPolicy, accessRetentionDays: 30 })
  })
})
