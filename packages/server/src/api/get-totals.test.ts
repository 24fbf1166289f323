import {
  addDays,
  type Day,
  type Employee,
  employeeId,
  listDays,
  maxDay,
  type Permission,
  participations,
  permissions,
  type TotalsResponse,
} from '@windmill/claude-core'
import { totalsSchema } from '@windmill/claude-core/contract'
import { isActive, mapAdoptionIds, roundCount } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PolicyOptions } from '../policy/account-policy.ts'
import { computeFirstKeptDay } from '../storage/kept-from.ts'
import { createSyncHost, jsonHeaders, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const dayMs = 24 * 3_600_000
const hr = { accountId: acme, employeeId: 'hr', permissions: ['totals:view'] } as const

/** What happens in one random step. The numbers choose the user, the employee and the variant of the operation. */
interface Step {
  readonly operation: (typeof operations)[number]
  readonly first: number
  readonly second: number
  readonly permissions: readonly Permission[]
}

const operations = [
  'sync',
  'revise',
  'directory',
  'upsert',
  'rename',
  'changeParticipation',
  'policy',
  'erasePerson',
  'liftErasure',
  'decide',
  'decideInProcess',
  'disconnect',
  'connect',
  'acceptOrganization',
  'read',
] as const

/** Added to the operations to choose from, so that they are chosen more often. */
const frequentOperations = [
  'sync',
  'sync',
  'sync',
  'revise',
  'connect',
  'changeParticipation',
  'policy',
  'policy',
] as const

/** Sends a PUT request with a JSON body, as a viewer with the permissions of the step. */
const put = (host: SyncHost, step: Step, path: string, body: unknown) =>
  host.request({ accountId: acme, employeeId: 'e-1', permissions: step.permissions }, path, {
    method: 'PUT',
    headers: jsonHeaders,
    body: JSON.stringify(body),
  })

/** The company of one random run. */
interface Company {
  readonly host: SyncHost
  /** The host's directory, which steps change. */
  readonly employees: Employee[]
  /** Ids of the Claude users who were active on one day. */
  readonly users: readonly string[]
  /** The ids of everyone who was erased, even after the erasure was lifted. */
  readonly erased: string[]
  /** The host's policy, which steps change. */
  policy: PolicyOptions
  /** The latest of the first days that the policies so far kept. */
  latestStart: Day
}

/** Policies with a history that begins in the middle of a week, on a Monday, or a number of days ago. */
const policies: readonly PolicyOptions[] = [
  {},
  { historyFrom: '2026-01-07' },
  { historyFrom: '2026-01-12' },
  { usageRetentionDays: 30 },
  { usageRetentionDays: 13 },
  { historyFrom: '2026-01-19', usageRetentionDays: 400 },
]

/**
 * Lets Claude's API leave out some users, and turns its skill and connector reports on or off. A sync reads settled
 * days again for these reports.
 */
const revise = ({ host: { api }, users }: Company, leftOutCount: number, hasReports: boolean): void =>
  api.control({
    settings: { deletedUsers: users.slice(0, leftOutCount), skillReport: hasReports, connectorReport: hasReports },
  })

/** Applies one step: whatever the viewer's permissions allow, what the host does, and what Claude's API changes. */
const applyStep = async (company: Company, step: Step): Promise<unknown> => {
  const { host, employees, users } = company
  const { operation, first, second } = step
  const { api, claude, clock, storage } = host
  const viewer = { accountId: acme, employeeId: 'e-1', permissions: step.permissions }
  const user = users[first % users.length] ?? ''
  const employee = employees[second % employees.length]?.id ?? employeeId('e-1')
  const link = [
    { decision: 'link', employeeId: employee },
    { decision: 'ignore' },
    { decision: 'automatic' },
    { decision: 'undo' },
  ][first % 4]
  switch (operation) {
    case 'sync':
      clock.set(clock.now() + (1 + second) * dayMs)
      await host.request(viewer, '/sync', { method: 'POST' })
      return await claude.sync(acme)
    case 'revise':
      return revise(company, second, first > 1)
    case 'directory':
      if (employees.length > 1) employees.splice(second % employees.length, 1 + first)
      return await claude.directory.acceptShrunk(acme, { by: 'root' }).catch(() => {})
    case 'upsert':
      return await claude.directory.upsert(acme, [
        createEmployee(`new-${first}`, { archivedOn: second > 3 ? '2026-01-20' : null }),
      ])
    case 'rename': {
      const to = employeeId(`renamed-${first}-${second}`)
      // In half of the steps, the host's own directory keeps the old id, so its next pull has the old id again.
      if (first > 3)
        employees.splice(
          0,
          employees.length,
          ...employees.map((entry) => (entry.id === employee ? { ...entry, id: to } : entry)),
        )
      return await claude.directory.renameEmployees(acme, [{ from: employee, to }], { by: 'e-1' }).catch(() => {})
    }
    case 'changeParticipation': {
      const participation = participations[first % participations.length] ?? 'included'
      const index = employees.findIndex(({ id }) => id === employee)
      const changed = { ...(employees[index] ?? createEmployee(employee)), participation }
      employees.splice(Math.max(index, 0), 1, changed)
      return await claude.directory.upsert(acme, [changed])
    }
    case 'policy':
      company.policy = policies[first % policies.length] ?? {}
      return await claude.sync(acme)
    case 'erasePerson':
      company.erased.push(employee)
      return await claude.employees.erase(acme, employee, { by: 'e-1' })
    case 'liftErasure':
      return await claude.employees.liftErasure(acme, company.erased.at(-1) ?? employee, { by: 'e-1' })
    case 'decide':
      return await put(host, step, `/claude-users/${user}/link`, link)
    case 'decideInProcess':
      return await claude.links.decide(acme, user, link as never, { by: 'e-1' }).catch(() => {})
    case 'disconnect':
      return await host.request(viewer, '/connection?data=keep', { method: 'DELETE' })
    case 'connect': {
      const keys = [api.keys.analytics, api.keys.replacement, api.organizations[1]?.key]
      return await put(host, step, '/connection', { apiKey: keys[first % 3] })
    }
    case 'acceptOrganization': {
      const ids = api.organizations.map(({ organization }) => organization.id)
      return await claude.organization.accept(acme, ids[first % 2] ?? '', { by: 'e-1' }).catch(() => {})
    }
    case 'read':
      await host.request(viewer, '/adoption?from=2026-01-01&to=2026-01-31&bucket=week')
      return await storage.listVisibleEmployees(
        { ...viewer, employeeId: employeeId('e-1'), actsFor: [] },
        'all',
        '2026-02-01',
      )
  }
}

/** Updates `latestStart` by the current policy. */
const noteHistoryStart = (company: Company): void => {
  const { historyFrom = null, usageRetentionDays = null } = company.policy
  const policy = { historyFrom: historyFrom as Day | null, usageRetentionDays }
  const start = computeFirstKeptDay(policy, company.host.clock.now())
  company.latestStart = maxDay(company.latestStart, start ?? company.latestStart)
}

const readTotals = async ({ request }: SyncHost): Promise<TotalsResponse> => {
  const response = await request(hr, '/totals')
  return totalsSchema.parse(await response.json())
}

/** Computes the totals of a week from the usage that is stored now. */
const computeTotals = async ({ storage }: SyncHost, start: Day) => {
  const days = listDays({ from: start, to: addDays(start, 6) })
  const rows = (await Promise.all(days.map((day) => storage.readUsage(acme, day)))).flat()
  const countUsers = (id: Parameters<typeof isActive>[1]) =>
    new Set(rows.filter(({ counters }) => isActive(counters, id)).map((row) => row.claudeUserId)).size
  return { start, active: mapAdoptionIds((id) => roundCount(countUsers(id))) }
}

/** Lists every number of an answer. */
const listNumbers = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(listNumbers)
      : []

test('a published week has multiples of five and never changes: a policy can hide it, and only an erasure of the account deletes it', async () => {
  const smallNumber = fc.integer({ min: 0, max: 7 })
  const randomStep: fc.Arbitrary<Step> = fc.record({
    operation: fc.constantFrom(...operations, ...frequentOperations),
    first: smallNumber,
    second: smallNumber,
    permissions: fc.oneof(
      fc.constant(permissions),
      fc.subarray(permissions.filter((permission) => permission !== 'connection:erase')),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(randomStep, { minLength: 8, maxLength: 20 }), async (steps) => {
      const employees: Employee[] = []
      const host = createSyncHost({
        vault: plaintextVault,
        clock: createVirtualClock(Date.parse('2026-01-22T15:00:00Z')),
        directory: { listEmployees: async () => employees },
        policy: () => company.policy,
      })
      employees.push(
        ...host.api.organization.directory.map(({ id, name, emails, archivedOn }) =>
          createEmployee(id, { name, emails, archivedOn }),
        ),
      )
      const users = [...host.api.truth.day('2026-01-14').keys()]
      const company: Company = { host, employees, users, erased: [], policy: {}, latestStart: '2026-01-01' }
      revise(company, company.users.length, false)
      await applyStep(company, { operation: 'connect', first: 0, second: 0, permissions })
      await host.claude.sync(acme)
      const published = new Map((await readTotals(host)).weeks.map((week) => [week.start, week]))
      const [firstWeek] = published.values()
      expect(firstWeek?.start).toBe('2026-01-05')
      // The days of the published week are read again, with many more Claude users.
      revise(company, 0, true)
      await applyStep(company, { operation: 'sync', first: 0, second: 0, permissions: [] })
      expect(await computeTotals(host, '2026-01-05')).not.toEqual(firstWeek)
      for (const step of steps) {
        await applyStep(company, step)
        noteHistoryStart(company)
        const { weeks } = await readTotals(host)
        const starts = new Set(weeks.map(({ start }) => start))
        for (const [start, week] of published) {
          // A week that begins before the history is not listed. It may be listed again after a change of the policy.
          if (start >= company.latestStart || starts.has(start))
            expect(weeks.find((other) => other.start === start)).toEqual(week)
        }
        expect(weeks).toHaveLength(starts.size)
        for (const week of weeks) {
          // A new week counts what is stored now, whoever is in the directory and whatever the links are.
          if (!published.has(week.start)) expect(week).toEqual(await computeTotals(host, week.start))
          expect(listNumbers(week).filter((number) => number < 5 || number % 5 !== 0)).toEqual([])
          published.set(week.start, week)
        }
      }
      // An erasure deletes the published weeks.
      await host.request({ ...hr, permissions: ['connection:erase'] }, '/connection?data=erase', { method: 'DELETE' })
      expect((await readTotals(host)).weeks).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('the totals are refused to a viewer who can read the adoption of the company', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const refusal = { status: 403, code: 'not_permitted' }
  for (const given of [permissions, ['totals:view', 'people:view'], ['people:view'], []] as const) {
    const viewer = { accountId: acme, employeeId: 'hr', permissions: given }
    expect(await (await host.request(viewer, '/totals')).json()).toMatchObject(refusal)
    await expect(host.claude.api.totals(viewer)).rejects.toMatchObject({ code: refusal.code })
  }
  expect(await host.claude.api.totals(hr)).toEqual({ weeks: [], seats: null })
})

test('the totals are refused to a viewer who sees more than three people by their own or a represented manager’s reporting lines', async () => {
  const createReports = (manager: string, count: number) =>
    Array.from({ length: count }, (_, index) => createDirectReport(`${manager}-${index}`, manager))
  const host = createSyncHost({
    vault: plaintextVault,
    directory: {
      listEmployees: () => [
        createEmployee('top'),
        ...['lead', 'small', 'hr'].map((id) => createDirectReport(id, 'top')),
        ...createReports('lead', 2),
        // Nobody sees the figures of this employee, so subtraction must not reveal them.
        createDirectReport('hidden', 'lead', { participation: 'totals' }),
        ...createReports('small', 2),
      ],
    },
  })
  await host.claude.directory.refresh(acme)
  const cases: readonly (readonly [employeeId: string, actsFor: readonly string[], isAllowed: boolean])[] = [
    ['hr', [], true],
    ['small', [], true],
    ['nobody', [], true],
    ['hr', ['small'], true],
    ['nobody', ['lead'], true],
    ['hr', ['lead'], false],
    ['lead', [], false],
    ['small', ['lead'], false],
    ['top', [], false],
    ['hr', ['top'], false],
    ['nobody', ['top'], false],
  ]
  for (const [id, actsFor, isAllowed] of cases) {
    const viewer = { accountId: acme, employeeId: id, permissions: ['totals:view'], actsFor } as const
    const label = `${id} for ${actsFor}`
    expect((await host.request(viewer, '/totals')).status, label).toBe(isAllowed ? 200 : 403)
    expect((await host.claude.api.viewer(viewer)).permissions, label).toEqual(isAllowed ? ['totals:view'] : [])
  }
})
