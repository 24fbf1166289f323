import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Viewer } from '@windmill/claude-core'
import { describe, expect, test, vi } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { StorageError } from '../storage/errors.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee, createViewer } from '../testing/fixtures.ts'

const query = 'from=2026-11-01&to=2026-11-20&bucket=week'
const routes = {
  adoption: `/adoption?${query}`,
  team: `/teams/lead/stats?${query}`,
  export: '/export.csv?from=2026-11-01&to=2026-11-20',
} as const
const employees = [createEmployee('lead'), createDirectReport('ada', 'lead')]

/** A host with reads over many people that end only when their signal is aborted. */
const createHangingHost = () => {
  const signals: AbortSignal[] = []
  const hang = (signal: AbortSignal | undefined): Promise<never> => {
    if (signal) signals.push(signal)
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  }
  const memory = memoryStorage()
  const storage: StorageAdapter = {
    ...memory,
    maxHeavyReads: 2,
    sumAdoption: (_viewer, _scope, _query, _on, options) => hang(options?.signal),
    sumTeamUsage: (viewer, managerId, teamQuery, on, options) =>
      teamQuery.limit === undefined
        ? hang(options?.signal)
        : memory.sumTeamUsage(viewer, managerId, teamQuery, on, options),
    async *readExport(_viewer, _subjects, _period, _on, options) {
      yield await hang(options?.signal)
    },
  }
  const host = createTestHost({ storage, employees, clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')) })
  return { ...host, signals }
}

const requestMany = (host: TestHost, count: number, signal: AbortSignal) =>
  Array.from({ length: count }, () => host.request('lead', routes.adoption, { signal }))

describe('reads over many people', () => {
  test('are refused with busy and retry-after while a connection pooler has no free connection', async () => {
    const failAsBusy = async () => {
      throw new StorageError('database_busy', 'The database took a connection, but began no transaction.')
    }
    const storage = { ...memoryStorage(), getConnection: failAsBusy }
    const host = createTestHost({ storage, employees, clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')) })
    const refused = await host.request('lead', routes.adoption)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'busy' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(host.log.join('\n')).toContain('began no transaction')
    await host.claude.stop()
  })

  test('look up the people of a group once, with a signal that can end the lookup', async () => {
    const signals: (AbortSignal | undefined)[] = []
    const memory = memoryStorage()
    const storage: StorageAdapter = {
      ...memory,
      listVisibleEmployees: (viewer, scope, on, options) => {
        if (scope === 'all' || 'below' in scope) signals.push(options?.signal)
        return memory.listVisibleEmployees(viewer, scope, on)
      },
    }
    const host = createTestHost({ storage, employees, clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')) })
    await (await host.request('lead', routes.export)).text()
    expect(signals.map((signal) => signal instanceof AbortSignal)).toEqual([true])
    await host.claude.stop()
  })

  test('are refused with busy and retry-after when too many wait, while panels, the first rows of a team and the connection are answered', async () => {
    const host = createHangingHost()
    const caller = new AbortController()
    const requests = requestMany(host, 22, caller.signal)
    await vi.waitFor(() => expect(host.signals.length).toBe(2))
    const refused = await host.request('lead', routes.team)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'busy' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await host.request('lead', routes.export)).status).toBe(503)
    expect((await host.request('lead', `/employees/ada/stats?${query}`)).status).toBe(200)
    const firstRows = await host.request('lead', `${routes.team}&limit=50`)
    expect(await firstRows.json()).toMatchObject({ size: 1, people: [{ id: 'ada' }] })
    expect((await host.request('lead', '/connection')).status).toBe(200)

    caller.abort()
    await Promise.all(requests)
    expect(host.signals.length).toBe(2)
    expect(host.log).toEqual([])
  })

  test.each(['adoption', 'team'] as const)(
    'end when the request is aborted, and record and log nothing: %s',
    async (name) => {
      const host = createHangingHost()
      const addLogEntries = vi.spyOn(host.storage, 'addLogEntries')
      for (let times = 0; times < 3; times += 1) {
        const caller = new AbortController()
        const answer = host.request('lead', routes[name], { signal: caller.signal })
        await vi.waitFor(() => expect(host.signals.length).toBe(times + 1))
        caller.abort()
        expect((await answer).status).toBe(499)
      }
      expect(host.signals.every(({ aborted }) => aborted)).toBe(true)
      expect(addLogEntries).not.toHaveBeenCalled()
      expect(host.log).toEqual([])
    },
  )

  test.each(['the request is aborted', 'the stream is canceled'] as const)(
    'end during an export when %s',
    async (how) => {
      const host = createHangingHost()
      for (let times = 0; times < 3; times += 1) {
        const caller = new AbortController()
        const { body } = await host.request('lead', routes.export, { signal: caller.signal })
        const reader = body?.getReader()
        await reader?.read()
        const page = reader?.read()
        page?.catch(() => {})
        await vi.waitFor(() => expect(host.signals.length).toBe(times + 1))
        if (how === 'the request is aborted') caller.abort()
        else await reader?.cancel()
        await page?.catch(() => {})
        expect(host.signals[times]?.aborted).toBe(true)
      }
      expect(host.log).toEqual([])
    },
  )

  test('end when a client of a Node server disconnects', async () => {
    const host = createHangingHost()
    const server = createServer(getRequestListener((request) => host.claude.handler(request)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    for (const [index, path] of Object.values(routes).entries()) {
      const caller = new AbortController()
      const answer = fetch(`http://127.0.0.1:${port}/api/claude${path}`, {
        headers: { 'x-viewer': 'lead' },
        signal: caller.signal,
      }).then((response) => response.text())
      answer.catch(() => {})
      await vi.waitFor(() => expect(host.signals.length).toBe(index + 1))
      caller.abort()
      await vi.waitFor(() => expect(host.signals[index]?.aborted).toBe(true))
    }
    server.close()
    expect(host.log).toEqual([])
  })

  test('take a signal from an in-process call', async () => {
    const host = createHangingHost()
    const viewer: Viewer = createViewer(acme, 'lead', 'employee')
    const period = { from: '2026-11-01', to: '2026-11-20', bucket: 'week' } as const
    const signal = AbortSignal.abort(new Error('given up'))
    await expect(host.claude.api.adoption(viewer, period, { signal })).rejects.toThrow('given up')
    await expect(host.claude.api.teamStats(viewer, 'lead', period, { signal })).rejects.toThrow('given up')
    await expect(host.claude.api.exportCsv(viewer, period, { signal })).rejects.toThrow('given up')
    expect(host.signals).toEqual([])
  })
})
