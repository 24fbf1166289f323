import { canView, type Day, type Employee, employeeId, listManagers } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, employee, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const today: Day = '2026-11-22'

/** Manager of each employee: two teams of unequal size with teams below them, so that viewers see different parts. */
const managers: Readonly<Record<string, string | null>> = {
  top: null,
  a: 'top',
  a1: 'a',
  a2: 'a',
  a3: 'a2',
  b: 'top',
  b1: 'b',
  b2: 'b',
  b3: 'b1',
  b4: 'b1',
  b5: 'b1',
  b6: 'b1',
  b7: 'b2',
  b8: 'b7',
  c: 'top',
}
const employeeIds = Object.keys(managers)
const viewers = ['a1', 'a', 'a2', 'b1', 'b', 'c', 'stranger', 'globex/a', 'globex/admin:top']

/** Everything about an employee that must stay hidden: all but their manager. */
interface Secret {
  /** Chat messages on each of `days`; null means no row. */
  readonly messages: readonly (number | null)[]
  readonly name: string
  /** Whether their Claude user has their address. Otherwise the address is unknown. */
  readonly isMatched: boolean
  readonly archivedOn: Day | null
  readonly isInDirectory: boolean
  /** Whether an admin has read their stats. */
  readonly wasRead: boolean
}
const days: readonly Day[] = ['2026-10-20', '2026-11-02', '2026-11-10', '2026-11-19']
const randomSecret: fc.Arbitrary<Secret> = fc.record({
  messages: fc.tuple(...days.map(() => fc.constantFrom(null, 0, 1, 2, 500))),
  name: fc.constantFrom('Kim', 'Robin', 'Alex'),
  isMatched: fc.boolean(),
  archivedOn: fc.constantFrom<(Day | null)[]>(null, null, '2026-11-05', today),
  isInDirectory: fc.boolean(),
  wasRead: fc.boolean(),
})
const randomSecrets: fc.Arbitrary<ReadonlyMap<string, Secret>> = fc
  .tuple(...employeeIds.map(() => randomSecret))
  .map((all) => new Map(employeeIds.map((id, index) => [id, all[index] as Secret])))

const plainSecret: Secret = {
  messages: [3, 1, null, 2],
  name: 'Sam',
  isMatched: true,
  archivedOn: null,
  isInDirectory: true,
  wasRead: false,
}
const findManager = (id: string) => (managers[id] ? employeeId(managers[id]) : null)
const directory = new Map(employeeIds.map((id) => [employeeId(id), employee(id, { managerId: findManager(id) })]))
const findManagersAbove = (id: string) => listManagers(employeeId(id), directory)

/**
 * Requests every path as a viewer, and returns all answers in full. Employees hidden from the viewer have the given
 * secrets, all others the plain one.
 */
const readAllAnswers = async (viewer: string, secretsById: ReadonlyMap<string, Secret>): Promise<readonly string[]> => {
  const isHidden = (id: string) =>
    viewer.startsWith('globex/') ||
    !canView({ employeeId: employeeId(viewer), role: 'employee' }, employeeId(id), directory, today)
  const visible = employeeIds.filter((id) => !isHidden(id))
  // Viewers see the names of the managers above a visible employee, so these managers' names are not secret.
  const isNamed = (id: string) => visible.some((other) => findManagersAbove(other).includes(employeeId(id)))
  const findSecret = (id: string): Secret => {
    const secret = isHidden(id) ? (secretsById.get(id) ?? plainSecret) : plainSecret
    return isNamed(id) ? { ...secret, name: plainSecret.name, isInDirectory: true, archivedOn: null } : secret
  }
  const employees = employeeIds
    .filter((id) => findSecret(id).isInDirectory)
    .map((id): Employee => {
      const { name, archivedOn } = findSecret(id)
      return employee(id, { name, managerId: findManager(id), archivedOn })
    })
  const { request, storage, claude } = createTestHost({
    clock: virtualClock(startOfDay(today) + 15 * 3_600_000),
    directory: { listEmployees: async (account) => (account === acme ? employees : [employee('a'), employee('a9')]) },
  })
  const emails = Object.fromEntries(
    employeeIds.map((id) => [id, findSecret(id).isMatched ? `${id}@example.com` : 'x@elsewhere.example']),
  )
  for (const [index, day] of days.entries()) {
    const usage = employeeIds.flatMap((id) => {
      const messages = findSecret(id).messages[index]
      return messages == null ? [] : [[id, { chat_messages: messages }] as const]
    })
    await storeDay(storage, day, Object.fromEntries(usage), '2026-11-20', emails)
  }
  await claude.directory.refresh(acme)
  for (const id of employeeIds.filter((id) => findSecret(id).wasRead)) {
    await request('admin:root', `/employees/${id}/stats?from=2026-11-01&to=2026-11-20`)
  }

  const answers: string[] = []
  for (const path of paths) {
    const response = await request(viewer, path)
    answers.push([path, response.status, ...response.headers, await response.text()].join('\n'))
  }
  return answers
}

/** Overlapping and adjacent periods, before and after the archived date, so that any two can be subtracted. */
const periods = [
  'from=2026-11-01&to=2026-11-20',
  'from=2026-11-01&to=2026-11-04',
  'from=2026-11-01&to=2026-11-05',
  'from=2026-11-06&to=2026-11-20',
  'from=2026-10-20&to=2026-10-20',
  'from=2026-11-19&to=2026-11-19',
]
const paths: readonly string[] = [
  ...periods.flatMap((period) => [
    ...['day', 'week', 'month'].map((bucket) => `/adoption?${period}&bucket=${bucket}`),
    `/export.csv?${period}`,
    ...[...employeeIds, 'nobody'].flatMap((id) => [`/employees/${id}/stats?${period}`, `/teams/${id}/stats?${period}`]),
  ]),
  ...[...employeeIds, 'nobody'].flatMap((id) => [
    `/employees/${id}/access`,
    `/employees/${id}/access?page=100000`,
    `/claude-users/user_${id}/link`,
    `/claude-users?search=${id}`,
    `/employees?search=${id}`,
    `/employees/${id}/stats?from=x`,
    `/teams/${id}/stats?from=x`,
  ]),
  '/connection',
  '/claude-users',
  '/employees?search=',
  '/openapi.json',
  '/export.csv',
  '/adoption',
]

describe('the secrets of hidden employees', () => {
  test('change no answer to a viewer, so that no answers can reveal them', async () => {
    const plainAnswers = new Map<string, readonly string[]>()
    for (const viewer of viewers) plainAnswers.set(viewer, await readAllAnswers(viewer, new Map()))
    await fc.assert(
      fc.asyncProperty(randomSecrets, fc.constantFrom(...viewers), async (secretsById, viewer) => {
        expect(await readAllAnswers(viewer, secretsById)).toEqual(plainAnswers.get(viewer))
      }),
      { numRuns: 40 },
    )
  })
})
