import { addDays, type ConnectionResponse, dayFailures, daysOf, mostFailures } from '@windmill/claude-core'
import { connectionSchema } from '@windmill/claude-core/contract'
import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { connect, connection, disconnect, history, json, latestDay, openVault, world } from '../test/world.ts'

const hour = 3_600_000

describe('the days that failed', () => {
  const held = async (date: string, fault: object) => {
    const host = world({ vault: openVault })
    host.api.control({ faults: [{ kind: 'error', ...fault, date }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return host
  }

  it('are told with why, how often, and from when on they are tried again, until they are read', async () => {
    const host = await held('2026-03-10', { status: 503 })
    const [first, ...others] = (await connection(host)).failures ?? []
    expect(others).toEqual([])
    expect(first).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 1 })
    expect(Date.parse(first?.dueAt ?? '')).toBeLessThan(host.clock.now() + hour)

    host.clock.set(Date.parse(first?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    const [again] = (await connection(host)).failures ?? []
    expect(again).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 2 })
    expect(Date.parse(again?.dueAt ?? '')).toBeGreaterThan(host.clock.now() + hour)

    host.api.control({ clearFaults: true })
    host.clock.set(Date.parse(again?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    expect((await connection(host)).failures).toEqual([])
  })

  it('are for admins only', async () => {
    const host = await held('2026-03-10', { status: 503 })
    expect(Object.keys(await connection(host, 'someone'))).not.toContain('failures')
  })

  it('are the newest ones, and not more than can be looked through', async () => {
    const host = world({ vault: openVault })
    const days = daysOf({ from: '2026-02-01', to: '2026-02-28' })
    host.api.control({ settings: { zeroRows: true }, faults: days.map((date) => ({ kind: 'wrong_type', date })) })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const said = await connection(host)
    expect(said.failures?.map(({ day }) => day)).toEqual(days.toReversed().slice(0, mostFailures))
    expect(new Set(said.failures?.map(({ code }) => code))).toEqual(new Set(['unexpected_answer']))
    expect(connectionSchema.parse(said)).toEqual(said)
  })

  it('that Claude refuses again and again are no longer tried, and stay named where days before them are read', async () => {
    const host = await held('2026-03-10', { status: 400 })
    let said: ConnectionResponse = await connection(host)
    for (let tries = 0; tries < 10 && said.failures?.[0]?.dueAt; tries += 1) {
      host.clock.set(host.clock.now() + 24 * hour)
      await host.claude.sync(acme)
      said = await connection(host)
    }
    expect(said.failures).toMatchObject([{ day: '2026-03-10', code: 'request_rejected', dueAt: null }])
    expect(said.coverage?.missing).toEqual(['2026-03-10'])
  })

  it('do not include what lies before all that Claude still keeps', async () => {
    const host = world({ vault: openVault })
    host.api.control({ settings: { retentionDays: 40 } })
    await connect(host, host.api.keys.analytics)
    for (let hours = 0; hours < 12; hours += 1) {
      await host.claude.sync(acme)
      host.clock.set(host.clock.now() + hour)
    }
    const { coverage, failures, backfill } = await connection(host)
    expect(coverage).toMatchObject({ first: addDays(latestDay, -39), missing: [] })
    expect({ failures, backfill }).toEqual({ failures: [], backfill: null })
  })

  it('are named by codes that there are words for', async () => {
    const storage = memoryStorage()
    const host = world({ storage })
    await connect(host, host.api.keys.analytics)
    const token = Number(await storage.acquireLease(acme, 0, 1))
    const codes = [...Object.keys(dayFailures), 'of_a_newer_version']
    for (const [index, code] of codes.entries()) {
      const failure = { at: 0, code, times: 1, dueAt: hour }
      const day = history[index] ?? latestDay
      await storage.writeLedgerEntry(acme, token, { day, read: null, failure, gone: false })
    }
    const said = (await connection(host)).failures?.map(({ code }) => code) ?? []
    expect(said.toSorted()).toEqual(Object.keys(dayFailures).toSorted())
  })
})

describe('that a sync is under way', () => {
  it('is said in every process that shares the database, and by the answer that asks for one', async () => {
    const storage = memoryStorage()
    const here = world({ storage })
    const there = world({ storage, clock: here.clock })
    await connect(here, here.api.keys.analytics)
    expect((await connection(there)).syncing).toBe(false)
    const asked = await here.request('admin:boss', '/sync', { method: 'POST', headers: json, body: '{}' })
    expect(await asked.json()).toMatchObject({ syncing: true })

    const token = Number(await storage.acquireLease(acme, here.clock.now(), 30_000))
    expect((await connection(there)).syncing).toBe(true)
    expect((await connection(here)).syncing).toBe(true)
    await storage.releaseLease(acme, token)
    expect((await connection(there)).syncing).toBe(false)
  })

  it('is not said of a process that was killed, once its lease has run out', async () => {
    const host = world({ vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, host.clock.now(), 30_000)
    expect((await connection(host)).syncing).toBe(true)
    host.clock.set(host.clock.now() + 30_000)
    expect((await connection(host)).syncing).toBe(false)
  })

  it('is no longer said after disconnecting', async () => {
    const host = world({ vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, host.clock.now(), 30_000)
    expect(await disconnect(host, 'keep')).toMatchObject({ status: 'disconnected', syncing: false })
  })
})
