import type { AdoptionResponse, TotalsResponse } from '@windmill/claude-core'
import type { Fault } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import { connect, createSyncHost, latestDay, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

const hourMs = 3_600_000
const hr = { accountId: acme, employeeId: 'hr', permissions: ['totals:view'] } as const
const analyst = { accountId: acme, employeeId: 'analyst', permissions: ['people:view'] } as const
const period = 'from=2026-03-01&to=2026-03-20'

const createHost = async (faults: readonly Fault[] = []) => {
  const host = createSyncHost({ vault: plaintextVault })
  host.api.control({ faults })
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  return host
}

const readSeats = async ({ request }: SyncHost) =>
  ((await (await request(hr, '/totals')).json()) as TotalsResponse).seats

const syncAfter = async ({ claude, clock }: SyncHost, hours: number): Promise<void> => {
  clock.set(clock.now() + hours * hourMs)
  await claude.sync(acme)
}

const listSummaryRequests = ({ api }: SyncHost) =>
  api.requests.list().filter(({ endpoint }) => endpoint === 'summaries')

test('the first sync asks for the seats after all days, in one request', async () => {
  const host = await createHost()
  expect(listSummaryRequests(host)).toHaveLength(1)
  const requests = host.api.requests.list().filter(({ endpoint, isRange }) => endpoint === 'summaries' || !isRange)
  expect(requests.at(-1)?.endpoint).toBe('summaries')
  const { assigned } = (await readSeats(host)) ?? {}
  expect(assigned).toBeGreaterThan(0)
  expect(await readSeats(host)).toEqual({ day: latestDay, assigned, pendingInvites: 2 })
})

test('everyone’s figures and the totals have the seats, and the group of a manager has none', async () => {
  const host = await createHost()
  const readGroup = async (viewer: Parameters<typeof host.request>[0], scope: string) =>
    (await (await host.request(viewer, `/adoption?${period}&scope=${scope}`)).json()) as AdoptionResponse
  const seats = await readSeats(host)
  expect(seats).not.toBe(null)
  expect((await readGroup(analyst, 'company')).seats).toEqual(seats)
  const { manager } = host.api.organization.personas
  expect((await readGroup(analyst, manager)).seats).toBe(null)
  expect((await readGroup({ accountId: acme, employeeId: manager, permissions: [] }, manager)).seats).toBe(null)
})

test('hourly syncs ask once for each new day, and at most once per UTC day', async () => {
  const host = await createHost()
  for (let hour = 0; hour < 72; hour += 1) await syncAfter(host, 1)
  expect(listSummaryRequests(host)).toHaveLength(4)
  expect((await readSeats(host))?.day).toBe('2026-03-23')
})

test.each<[string, Fault]>([
  ['denied', { kind: 'error', endpoint: 'summaries', status: 403 }],
  ['unknown', { kind: 'error', endpoint: 'summaries', status: 404 }],
  ['refused with the key', { kind: 'error', endpoint: 'summaries', status: 401 }],
  ['rejected', { kind: 'error', endpoint: 'summaries', status: 400 }],
  ['limited', { kind: 'error', endpoint: 'summaries', status: 429, retryAfter: 1 }],
  ['broken', { kind: 'error', endpoint: 'summaries', status: 500 }],
  ['blocked by a firewall', { kind: 'html', endpoint: 'summaries', status: 403 }],
  ['cut off', { kind: 'cut_off', endpoint: 'summaries' }],
  ['no JSON', { kind: 'truncated_json', endpoint: 'summaries' }],
  ['reset', { kind: 'reset', endpoint: 'summaries' }],
])('if the request is %s, there are no seats, one attempt a day, and nothing else changes', async (_, fault) => {
  const host = await createHost([fault])
  const withoutFault = await createHost()
  const readConnectionWithoutSeats = async ({ storage }: SyncHost) => {
    const connection = await storage.getConnection(acme)
    return { ...connection, seats: null, announced: null, lastSyncAt: null, seatsAskedAt: null }
  }
  expect(await readConnectionWithoutSeats(host)).toEqual(await readConnectionWithoutSeats(withoutFault))
  expect(await host.storage.getConnection(acme)).toMatchObject({ status: 'connected', reason: null, lastFailure: null })
  for (let hour = 0; hour < 23; hour += 1) await syncAfter(host, 1)
  expect(listSummaryRequests(host)).toHaveLength(2)
  expect(await readSeats(host)).toBe(null)
  host.api.control({ clearFaults: true })
  await syncAfter(host, 24)
  expect(await readSeats(host)).not.toBe(null)
})

test('the last known seats stay with their day when later seats cannot be read', async () => {
  const host = await createHost()
  const seats = await readSeats(host)
  host.api.control({ faults: [{ kind: 'error', endpoint: 'summaries', status: 403 }] })
  await syncAfter(host, 24)
  expect(listSummaryRequests(host)).toHaveLength(2)
  expect(await readSeats(host)).toEqual(seats)
})

test('a run that the API interrupts does not ask for seats', async () => {
  const host = await createHost([{ kind: 'error', endpoint: 'skills', status: 429, retryAfter: 3600 }])
  expect((await host.storage.getConnection(acme))?.lastFailure).not.toBe(null)
  expect(listSummaryRequests(host)).toEqual([])
})

test('another organization starts without the seats of the previous organization', async () => {
  const host = await createHost()
  const { organizationId } = (await host.storage.getConnection(acme)) ?? {}
  await host.claude.organization.accept(acme, organizationId ?? '', { by: 'root' })
  expect(await readSeats(host)).not.toBe(null)
  await host.claude.organization.accept(acme, 'another', { by: 'root' })
  expect(await readSeats(host)).toBe(null)
})
