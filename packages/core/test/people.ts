import fc from 'fast-check'
import type { ClaudeUser } from '../src/people/claude-user.ts'
import type { EmailRules } from '../src/people/email-rules.ts'
import type { Employee } from '../src/people/employee.ts'
import { claudeUserId, employeeId } from '../src/people/ids.ts'
import type { Link, LinkMethod } from '../src/people/link.ts'
import type { Day } from '../src/time/day.ts'

export const today: Day = '2026-11-20'
/** A day on which someone left, before today. */
export const gone: Day = '2026-06-30'

export const employee = (id: string, emails: readonly string[], archivedOn: Day | null = null): Employee => ({
  id: employeeId(id),
  name: id,
  emails,
  managerId: null,
  archivedOn,
})

/** Creates an employee with a name; the id is the name in lower case, with hyphens. */
export const namedEmployee = (name: string, emails: readonly string[], archivedOn: Day | null = null): Employee => ({
  ...employee(name.toLowerCase().replaceAll(' ', '-'), emails, archivedOn),
  name,
})

export const user = (id: string, email: string | null): ClaudeUser => ({ id: claudeUserId(id), email })

export const link = (claudeUser: string, to: string | null, method: LinkMethod = 'email', ignored = false): Link => ({
  claudeUserId: claudeUserId(claudeUser),
  employeeId: to === null ? null : employeeId(to),
  method,
  ignored,
})

export const linksOf = (links: readonly Link[]): ReadonlyMap<ClaudeUser['id'], Link> =>
  new Map(links.map((one) => [one.claudeUserId, one]))

/** Few addresses in several spellings, with plus-tags and in two domains, so that they collide. */
const anyAddress = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('', '', '', '+lab', '+x'),
    fc.constantFrom('x.com', 'x.com', 'x.com', 'y.com'),
  )
  .map(([local, tag, domain]) => `${local}${tag}@${domain}`)
const anySpelling = fc
  .tuple(anyAddress, fc.constantFrom('', ' '), fc.boolean(), fc.boolean())
  .map(([address, space, upper, named]) => {
    const spelled = `${space}${upper ? address.toUpperCase() : address}${space}`
    return named ? `Someone <${spelled}>` : spelled
  })

export const anyEmployees: fc.Arbitrary<readonly Employee[]> = fc
  .array(
    fc.record({
      emails: fc.array(fc.oneof({ weight: 4, arbitrary: anySpelling }, fc.constant('not an address')), {
        maxLength: 3,
      }),
      archivedOn: fc.constantFrom(null, null, gone, today, '2027-01-31' as Day),
      name: fc.constantFrom('Ada', 'ADA ', 'Bo', 'Cy'),
    }),
    { maxLength: 7 },
  )
  .map((people) =>
    people.map(({ emails, archivedOn, name }, index) => ({ ...employee(`e-${index}`, emails, archivedOn), name })),
  )

export const anyUsers: fc.Arbitrary<readonly ClaudeUser[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anySpelling },
      { weight: 1, arbitrary: fc.constantFrom(null, 'nobody@x.com', 'unknown') },
    ),
    { maxLength: 6 },
  )
  .map((emails) => emails.map((email, index) => user(`user_${index}`, email)))

/** When those who did anything were first active. */
const anyFirstActive: fc.Arbitrary<ReadonlyMap<ClaudeUser['id'], Day>> = fc
  .array(fc.constantFrom<Day | null>(null, '2026-03-01', gone, '2026-07-01', today), { maxLength: 6 })
  .map((days) => new Map(days.flatMap((day, index) => (day === null ? [] : [[user(`user_${index}`, null).id, day]]))))

/** As they may be stored: to people who are gone, and to claude users whom nobody has seen yet. */
export const anyLinks: fc.Arbitrary<readonly Link[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.option(fc.integer({ min: 0, max: 8 }), { freq: 5 }),
      fc.constantFrom<LinkMethod>('email', 'email', 'alias', 'manual'),
      fc.boolean(),
    )
    .map(([of, to, method, ignored]) =>
      to === null ? link(`user_${of}`, null, 'manual', ignored) : link(`user_${of}`, `e-${to}`, method),
    ),
  { selector: (one) => one.claudeUserId, maxLength: 7 },
)

export const anyRules: fc.Arbitrary<EmailRules> = fc.constantFrom<EmailRules>(
  {},
  {},
  { plusTags: true },
  { aliasDomains: [['x.com', 'y.com']] },
  {
    plusTags: true,
    aliasDomains: [
      ['Y.com', 'z.com'],
      ['z.com', 'x.com'],
    ],
  },
)

/** Things in any other order. */
export const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length })

/** What the rules of links are given. */
export const anyCase = fc.record({
  users: anyUsers,
  employees: anyEmployees,
  existing: anyLinks,
  rules: anyRules,
  firstActive: anyFirstActive,
})
