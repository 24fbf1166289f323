import { type Day, type Employee, employeeId, managersAbove, mayView, startOfDay } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acme, createTestHost, person, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'

const today: Day = '2026-11-22'

/** Two teams of unequal size, with teams in them; each of five viewers sees another part. */
const managers: Readonly<Record<string, string | null>> = {
  top: null,
  ...{ a: 'top', a1: 'a', a2: 'a', a3: 'a2' },
  ...{ b: 'top', b1: 'b', b2: 'b', b3: 'b1', b4: 'b1', b5: 'b1', b6: 'b1', b7: 'b2', b8: 'b7' },
  c: 'top',
}
const everyone = Object.keys(managers)
const viewers = ['a1', 'a', 'a2', 'b1', 'b', 'c', 'stranger', 'globex/a', 'globex/admin:top']

/** What may be secret of someone: all but who their manager is. */
interface Secret {
  /** Chat messages by day; null: no row. */
  readonly messages: readonly (number | null)[]
  readonly name: string
  /** Whether their claude user's address is theirs, or nobody's. */
  readonly isMatched: boolean
  readonly archivedOn: Day | null
  readonly isThere: boolean
  /** Whether an admin looked at their stats. */
  readonly wasRead: boolean
}
const days: readonly Day[] = ['2026-10-20', '2026-11-02', '2026-11-10', '2026-11-19']
const secret: fc.Arbitrary<Secret> = fc.record({
  messages: fc.tuple(...days.map(() => fc.constantFrom(null, 0, 1, 2, 500))),
  name: fc.constantFrom('Kim', 'Robin', 'Alex'),
  isMatched: fc.boolean(),
  archivedOn: fc.constantFrom<(Day | null)[]>(null, null, '2026-11-05', today),
  isThere: fc.boolean(),
  wasRead: fc.boolean(),
})
const secrets: fc.Arbitrary<ReadonlyMap<string, Secret>> = fc
  .tuple(...everyone.map(() => secret))
  .map((all) => new Map(everyone.map((id, index) => [id, all[index] as Secret])))

const plain: Secret = {
  ...{ messages: [3, 1, null, 2], name: 'Sam', isMatched: true, archivedOn: null, isThere: true, wasRead: false },
}
const managerOf = (id: string) => (managers[id] ? employeeId(managers[id]) : null)
const directory = new Map(everyone.map((id) => [employeeId(id), person(id, { managerId: managerOf(id) })]))
const aboveOf = (id: string) => managersAbove(employeeId(id), directory)

/** Everything that a viewer is told, whatever they ask for, in a company in which the hidden have these secrets. */
const told = async (viewer: string, secretOf: ReadonlyMap<string, Secret>): Promise<readonly string[]> => {
  const isHidden = (id: string) =>
    viewer.startsWith('globex/') ||
    !mayView({ employeeId: employeeId(viewer), role: 'employee' }, employeeId(id), directory, today)
  const visible = everyone.filter((id) => !isHidden(id))
  // Those above someone are named to them as their managers: that they are there is no secret, nor who they are.
  const isKnown = (id: string) => visible.some((one) => aboveOf(one).includes(employeeId(id)))
  const of = (id: string): Secret => {
    const theirs = isHidden(id) ? (secretOf.get(id) ?? plain) : plain
    return isKnown(id) ? { ...theirs, name: plain.name, isThere: true, archivedOn: null } : theirs
  }
  const employees = everyone
    .filter((id) => of(id).isThere)
    .map((id): Employee => person(id, { name: of(id).name, managerId: managerOf(id), archivedOn: of(id).archivedOn }))
  const { request, storage, claude } = createTestHost({
    clock: virtualClock(startOfDay(today) + 15 * 3_600_000),
    directory: { listEmployees: async (account) => (account === acme ? employees : [person('a'), person('a9')]) },
  })
  const emails = Object.fromEntries(
    everyone.map((id) => [id, of(id).isMatched ? `${id}@example.com` : 'x@elsewhere.example']),
  )
  for (const [index, day] of days.entries()) {
    const usage = everyone.flatMap((id) => {
      const messages = of(id).messages[index]
      return messages == null ? [] : [[id, { chat_messages: messages }] as const]
    })
    await storeDay(storage, day, Object.fromEntries(usage), '2026-11-20', emails)
  }
  await claude.directory.refresh(acme)
  for (const id of everyone.filter((one) => of(one).wasRead)) {
    await request('admin:root', `/employees/${id}/stats?from=2026-11-01&to=2026-11-20`)
  }

  const answers: string[] = []
  for (const path of paths) {
    const response = await request(viewer, path)
    answers.push([path, response.status, ...response.headers, await response.text()].join('\n'))
  }
  return answers
}

/** Periods that lie around each other and around who left, so that differences of any two of them can be made. */
const periods = [
  ...['from=2026-11-01&to=2026-11-20', 'from=2026-11-01&to=2026-11-04', 'from=2026-11-01&to=2026-11-05'],
  ...['from=2026-11-06&to=2026-11-20', 'from=2026-10-20&to=2026-10-20', 'from=2026-11-19&to=2026-11-19'],
]
const paths: readonly string[] = [
  ...periods.flatMap((period) => [
    ...['day', 'week', 'month'].map((bucket) => `/adoption?${period}&bucket=${bucket}`),
    `/export.csv?${period}`,
    ...[...everyone, 'nobody'].flatMap((id) => [`/employees/${id}/stats?${period}`, `/teams/${id}/stats?${period}`]),
  ]),
  ...[...everyone, 'nobody'].flatMap((id) => [
    `/employees/${id}/access`,
    `/employees/${id}/access?page=100000`,
    `/claude-users/user_${id}/link`,
    `/claude-users?search=${id}`,
    `/employees?search=${id}`,
    `/employees/${id}/stats?from=x`,
    `/teams/${id}/stats?from=x`,
  ]),
  ...['/connection', '/claude-users', '/employees?search=', '/openapi.json', '/export.csv', '/adoption'],
]

describe('whatever is secret of those whom a viewer may not see', () => {
  it('changes no answer, so that no difference of answers can tell it', async () => {
    const plainAnswers = new Map<string, readonly string[]>()
    for (const viewer of viewers) plainAnswers.set(viewer, await told(viewer, new Map()))
    await fc.assert(
      fc.asyncProperty(secrets, fc.constantFrom(...viewers), async (secretOf, viewer) => {
        expect(await told(viewer, secretOf)).toEqual(plainAnswers.get(viewer))
      }),
      { numRuns: 40 },
    )
  })
})
