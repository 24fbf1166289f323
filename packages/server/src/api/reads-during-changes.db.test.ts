import {
  type Day,
  type EmployeeId,
  employeeId,
  listVisible,
  type Participation,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseViewer } from '../host-viewer.ts'
import type { GroupScope, StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, resetAccount, storeDay } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const start = Date.parse('2026-11-22T15:05:00Z')
const today = '2026-11-22'
const hourMs = 3_600_000
const ids = ['maya', 'per', 'tom', 'nora'] as const

const employees = [
  createEmployee('root'),
  createEmployee('ceo'),
  createDirectReport('lead', 'ceo'),
  createDirectReport('other', 'ceo'),
  createDirectReport('maya', 'lead'),
  createDirectReport('per', 'maya'),
  createDirectReport('tom', 'lead'),
  createDirectReport('nora', 'other'),
]

/** A directory change that another server stores. */
interface Change {
  readonly id: (typeof ids)[number]
  /** Null removes the employee. */
  readonly managerId: string | null
  readonly participation: Participation
  /** The other server's clock minus this server's clock, in milliseconds. */
  readonly skewMs: number
}

const anyChange = fc.record({
  id: fc.constantFrom(...ids),
  managerId: fc.constantFrom('lead', 'lead', 'other', 'maya', null),
  participation: fc.constantFrom<Participation>('included', 'included', 'totals'),
  skewMs: fc.integer({ min: -5_000, max: 5_000 }),
})

type Read = 'team' | 'team of maya' | 'adoption' | 'company' | 'export' | 'company export'

const createGroupBelow = (id: string): GroupScope => ({ below: employeeId(id) })

/** Each read has a period of its own, which identifies its entries in the log. */
const reads: Readonly<Record<Read, readonly [viewer: string, path: string, from: Day, group: GroupScope]>> = {
  team: ['lead', '/teams/lead/stats', '2026-11-01', createGroupBelow('lead')],
  'team of maya': ['lead', '/teams/maya/stats', '2026-11-02', createGroupBelow('maya')],
  adoption: ['lead', '/adoption', '2026-11-03', createGroupBelow('lead')],
  company: ['admin:root', '/adoption', '2026-11-04', 'all'],
  export: ['lead', '/export.csv', '2026-11-05', createGroupBelow('lead')],
  'company export': ['admin:root', '/export.csv', '2026-11-06', 'all'],
}

/** Wraps a storage so that `interrupt` runs before and after every step of a read. */
const createInterruptedStorage = (storage: StorageAdapter, interrupt: () => Promise<void>): StorageAdapter => {
  const wrap =
    <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await interrupt()
      const result = await run(...args)
      await interrupt()
      return result
    }
  return {
    ...storage,
    getLinesChangedAt: wrap(storage.getLinesChangedAt),
    sumTeamUsage: wrap(storage.sumTeamUsage),
    sumAdoption: wrap(storage.sumAdoption),
    listVisibleEmployees: wrap(storage.listVisibleEmployees),
    addLogEntries: wrap(storage.addLogEntries),
    async *readExport(viewer, subjects, ...query) {
      // One page for each employee.
      for (const subject of subjects) {
        await interrupt()
        for await (const page of storage.readExport(viewer, [subject], ...query)) {
          await interrupt()
          yield page
        }
      }
    },
  }
}

describe.each(testStorages)('with %s', (_, create, numRuns) => {
  const storage = setUpStorage(create)

  test('everyone with figures in an answer finds the read in their log, and nobody outside the group does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            read: fc.constantFrom(...(Object.keys(reads) as Read[])),
            isNextHour: fc.boolean(),
            interruptions: fc.array(fc.option(anyChange), { maxLength: 12 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        async (steps) => {
          await resetAccount(storage, acme)
          const clock = createVirtualClock(start)
          let queue: (Change | null)[] = []
          const listMembers = async (group: GroupScope): Promise<Set<EmployeeId>> => {
            const stored = new Map((await storage.listEmployees(acme)).map((employee) => [employee.id, employee]))
            const viewer = parseViewer({ accountId: acme, employeeId: 'root', role: 'admin' })
            const isCounted = (id: EmployeeId) => stored.get(id)?.participation === 'included'
            return new Set(listVisible(viewer, group, stored, today).filter(isCounted))
          }
          /** Everyone who was in the group at some time during the read. */
          let possibleMembers = new Set<EmployeeId>()
          let currentGroup: GroupScope = 'all'
          /** Everyone who was counted in adoption. */
          let counted = new Set<EmployeeId>()
          const interrupt = async (): Promise<void> => {
            clock.set(clock.now() + 100)
            const change = queue.shift()
            if (change) await storeChange(change)
            possibleMembers = new Set([...possibleMembers, ...(await listMembers(currentGroup))])
          }
          const storeChange = async ({ id, managerId, participation, skewMs }: Change): Promise<void> => {
            const at = clock.now() + skewMs
            const others = (await storage.listEmployees(acme)).filter((employee) => employee.id !== id)
            if (managerId === null) await storage.replaceDirectory(acme, others, { at })
            else await storage.upsertEmployees(acme, [createDirectReport(id, managerId, { participation })], { at })
          }
          const interruptedStorage = createInterruptedStorage(storage, interrupt)
          const host = createTestHost({
            clock,
            employees,
            storage: {
              ...interruptedStorage,
              async sumAdoption(...args) {
                await interrupt()
                counted = await listMembers(currentGroup)
                return await storage.sumAdoption(...args)
              },
            },
          })
          await host.claude.directory.refresh(acme)
          await storeDay(storage, '2026-11-20', Object.fromEntries(ids.map((id) => [id, { chat_messages: 1 }])))
          await host.claude.directory.refresh(acme)

          /** Counts the entries about each employee. */
          const countEntries = async (from: Day): Promise<Map<EmployeeId, number>> => {
            const counts = new Map<EmployeeId, number>()
            for (const id of ids.map(employeeId)) {
              const entries = await storage.listLogAbout(acme, id, { before: null, limit: 1_000 })
              const found = entries.filter(({ event }) => event.kind === 'read' && event.periods[0]?.from === from)
              counts.set(id, found.length)
            }
            return counts
          }

          for (const { read, isNextHour, interruptions } of steps) {
            if (isNextHour) clock.set(clock.now() + hourMs)
            const [viewer, path, from, group] = reads[read]
            currentGroup = group
            possibleMembers = await listMembers(group)
            counted = new Set()
            const before = await countEntries(from)
            queue = [...interruptions]
            const response = await host.request(viewer, `${path}?from=${from}&to=2026-11-20`)
            const text = await response.text()
            queue = []
            const after = await countEntries(from)
            const named = listNamed(read, response.ok ? text : '', counted)
            for (const id of ids.map(employeeId)) {
              // In the same hour, the read can be a repeat of an earlier one.
              const earlierEntries = isNextHour || read.endsWith('export') ? before.get(id) : 0
              if (named.has(id)) expect(after.get(id), `${read}: ${id}`).toBeGreaterThan(earlierEntries ?? 0)
              if (!possibleMembers.has(id)) expect(after.get(id), `${read}: ${id}`).toBe(before.get(id))
            }
          }
        },
      ),
      { numRuns },
    )
  })
})

/** Returns the employees with figures in an answer. */
const listNamed = (read: Read, text: string, counted: ReadonlySet<EmployeeId>): ReadonlySet<EmployeeId> => {
  if (text === '') return new Set()
  if (read.startsWith('team')) {
    return new Set((JSON.parse(text) as TeamStatsResponse).people.map(({ id }) => id))
  }
  if (read.endsWith('export')) {
    return new Set(
      text
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => employeeId(line.split(',')[1]?.replaceAll('"', '') ?? '')),
    )
  }
  return counted
}
