import { canView, type Day, type Employee, employeeId, listManagers } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const today: Day = '2026-11-22'

/**
 * Manager of each employee. There are two teams of unequal size with teams below them, so that viewers see different
 * people.
 */
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

/** Everything about an employee that must stay hidden. The employee's manager is not part of this. */
interface Secret {
  /** Chat messages on each of `days`. Null means that no row is stored. */
  readonly messages: readonly (number | null)[]
  readonly name: string
  /** Whether their Claude user has their e-mail address. Otherwise it has an address that no employee has. */
  readonly isMatched: boolean
  readonly archivedOn: Day | null
  readonly isInDirectory: boolean
  /** Whether an admin has read their stats. */
  readonly isReadByAdmin: boolean
}
const days: readonly Day[] = ['2026-10-20', '2026-11-02', '2026-11-10', '2026-11-19']
const anySecret: fc.Arbitrary<Secret> = fc.record({
  messages: fc.tuple(...days.map(() => fc.constantFrom(null, 0, 1, 2, 500))),
  name: fc.constantFrom('Kim', 'Robin', 'Alex'),
  isMatched: fc.boolean(),
  archivedOn: fc.constantFrom<(Day | null)[]>(null, null, '2026-11-05', today),
  isInDirectory: fc.boolean(),
  isReadByAdmin: fc.boolean(),
})
const anySecrets: fc.Arbitrary<ReadonlyMap<string, Secret>> = fc
  .tuple(...employeeIds.map(() => anySecret))
  .map((all) => new Map(employeeIds.map((id, index) => [id, all[index] as Secret])))

const plainSecret: Secret = {
  messages: [3, 1, null, 2],
  name: 'Sam',
  isMatched: true,
  archivedOn: null,
  isInDirectory: true,
  isReadByAdmin: false,
}
const findManager = (id: string) => (managers[id] ? employeeId(managers[id]) : null)
const directory = new Map(employeeIds.map((id) => [employeeId(id), createEmployee(id, { managerId: findManager(id) })]))
const findManagersAbove = (id: string) => listManagers(employeeId(id), directory)

/**
 * Requests every path as a viewer, and returns all answers in full. Employees who are hidden from the viewer have the
 * given secrets, except for what the viewer may know about managers above visible employees. Visible employees have
 * `plainSecret`.
 */
const readAllAnswers = async (viewer: string, secretsById: ReadonlyMap<string, Secret>): Promise<readonly string[]> => {
  const isHidden = (id: string) =>
    viewer.startsWith('globex/') ||
    !canView({ employeeId: employeeId(viewer), permissions: [], actsFor: [] }, employeeId(id), directory, today)
  const visible = employeeIds.filter((id) => !isHidden(id))
  // A viewer sees the names of the managers above a visible employee, except of those who are archived or not in the
  // directory. So `name`, `archivedOn` and `isInDirectory` of these managers are not secret.
  const isManagerOfVisible = (id: string) => visible.some((other) => findManagersAbove(other).includes(employeeId(id)))
  const findSecret = (id: string): Secret => {
    const secret = isHidden(id) ? (secretsById.get(id) ?? plainSecret) : plainSecret
    return isManagerOfVisible(id)
      ? { ...secret, name: plainSecret.name, isInDirectory: true, archivedOn: null }
      : secret
  }
  const employees = employeeIds
    .filter((id) => findSecret(id).isInDirectory)
    .map((id): Employee => {
      const { name, archivedOn } = findSecret(id)
      return createEmployee(id, { name, managerId: findManager(id), archivedOn })
    })
  const clock = createVirtualClock(Date.parse(`${today}T15:00:00Z`))
  const { request, storage, claude } = createTestHost({
    clock,
    directory: {
      listEmployees: async (account) => (account === acme ? employees : [createEmployee('a'), createEmployee('a9')]),
    },
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
  for (const id of employeeIds.filter((id) => findSecret(id).isReadByAdmin)) {
    await request('admin:root', `/employees/${id}/stats?from=2026-11-01&to=2026-11-20`)
  }

  const answers: string[] = []
  for (const path of paths) {
    // Log entries of the same time are listed in random order.
    clock.set(clock.now() + 1)
    const response = await request(viewer, path)
    answers.push([path, response.status, ...response.headers, await response.text()].join('\n'))
  }
  return answers
}

/**
 * Overlapping and adjacent periods, on both sides of an archived date. If the answers depended on hidden employees, a
 * viewer could subtract one answer from another to learn about single days.
 */
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
    ...[...employeeIds, 'nobody'].flatMap((id) => [
      `/employees/${id}/stats?${period}`,
      `/employees/${id}/observations?${period}`,
      `/teams/${id}/stats?${period}`,
    ]),
  ]),
  ...[...employeeIds, 'nobody'].flatMap((id) => [
    `/employees/${id}/access`,
    `/employees/${id}/access?page=9000000000000.00000000-0000-4000-8000-000000000000`,
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
  test('change no answer to the viewer, so no answer can reveal them', async () => {
    const plainAnswers = new Map<string, readonly string[]>()
    for (const viewer of viewers) plainAnswers.set(viewer, await readAllAnswers(viewer, new Map()))
    await fc.assert(
      fc.asyncProperty(anySecrets, fc.constantFrom(...viewers), async (secretsById, viewer) => {
        expect(await readAllAnswers(viewer, secretsById)).toEqual(plainAnswers.get(viewer))
      }),
      { numRuns: 40 },
    )
  })
})
