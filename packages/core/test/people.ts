import fc from 'fast-check'
import type { ClaudeUser } from '../src/people/claude-user.ts'
import type { EmailRules } from '../src/people/email-rules.ts'
import type { Employee } from '../src/people/employee.ts'
import { claudeUserId, employeeId } from '../src/people/ids.ts'
import type { Link, LinkMethod } from '../src/people/link.ts'
import type { Day } from '../src/time/day.ts'

/** The current day of the tests. */
export const today: Day = '2026-11-20'
/** An archived date before `today`, for employees who have left. */
export const archivedDay: Day = '2026-06-30'

/** Creates an employee without a manager. The name is the id. */
export const createEmployee = (id: string, emails: readonly string[], archivedOn: Day | null = null): Employee => ({
  id: employeeId(id),
  name: id,
  emails,
  managerId: null,
  archivedOn,
  startedOn: null,
  attributes: {},
  participation: 'included',
})

/** Creates an employee with a name. The id is the name in lower case, with hyphens instead of spaces. */
export const createNamedEmployee = (
  name: string,
  emails: readonly string[],
  archivedOn: Day | null = null,
): Employee => ({
  ...createEmployee(name.toLowerCase().replaceAll(' ', '-'), emails, archivedOn),
  name,
})

/** Creates a Claude user. */
export const createClaudeUser = (id: string, email: string | null): ClaudeUser => ({ id: claudeUserId(id), email })

/** Creates a link from a Claude user to an employee, or to none. */
export const createLink = (
  userId: string,
  linkedId: string | null,
  method: LinkMethod = 'email',
  ignored = false,
): Link => ({
  claudeUserId: claudeUserId(userId),
  employeeId: linkedId === null ? null : employeeId(linkedId),
  method,
  ignored,
})

/** Indexes links by Claude user. */
export const indexLinks = (links: readonly Link[]): ReadonlyMap<ClaudeUser['id'], Link> =>
  new Map(links.map((link) => [link.claudeUserId, link]))

/** An address from a small set, with plus tags and at two domains, so that addresses often collide. */
const anyAddress = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('', '', '', '+lab', '+x'),
    fc.constantFrom('x.com', 'x.com', 'x.com', 'y.com'),
  )
  .map(([local, tag, domain]) => `${local}${tag}@${domain}`)

/** An address in any spelling: with spaces, in upper case or with a display name. */
const anySpelling = fc
  .tuple(anyAddress, fc.constantFrom('', ' '), fc.boolean(), fc.boolean())
  .map(([address, space, isUpperCase, hasDisplayName]) => {
    const spelled = `${space}${isUpperCase ? address.toUpperCase() : address}${space}`
    return hasDisplayName ? `Someone <${spelled}>` : spelled
  })

/** Up to seven employees with colliding addresses and names. Some have left, and some will leave. */
export const anyEmployees: fc.Arbitrary<readonly Employee[]> = fc
  .array(
    fc.record({
      emails: fc.array(fc.oneof({ weight: 4, arbitrary: anySpelling }, fc.constant('not an address')), {
        maxLength: 3,
      }),
      archivedOn: fc.constantFrom(null, null, archivedDay, today, '2027-01-31' as Day),
      name: fc.constantFrom('Ada', 'ADA ', 'Bo', 'Cy'),
    }),
    { maxLength: 7 },
  )
  .map((people) =>
    people.map(({ emails, archivedOn, name }, index) => ({
      ...createEmployee(`e-${index}`, emails, archivedOn),
      name,
    })),
  )

/** Up to six Claude users with colliding, unknown or no addresses. */
export const anyUsers: fc.Arbitrary<readonly ClaudeUser[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anySpelling },
      { weight: 1, arbitrary: fc.constantFrom(null, 'nobody@x.com', 'unknown') },
    ),
    { maxLength: 6 },
  )
  .map((emails) => emails.map((email, index) => createClaudeUser(`user_${index}`, email)))

/** The first active days of some Claude users. Those who were never active are absent. */
const anyFirstActive: fc.Arbitrary<ReadonlyMap<ClaudeUser['id'], Day>> = fc
  .array(fc.constantFrom<Day | null>(null, '2026-03-01', archivedDay, '2026-07-01', today), { maxLength: 6 })
  .map(
    (days) =>
      new Map(days.flatMap((day, index) => (day === null ? [] : [[createClaudeUser(`user_${index}`, null).id, day]]))),
  )

/** Links as they can be stored, including links to former or unknown employees, and links of unknown Claude users. */
export const anyLinks: fc.Arbitrary<readonly Link[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.option(fc.integer({ min: 0, max: 8 }), { freq: 5 }),
      fc.constantFrom<LinkMethod>('email', 'email', 'alias', 'manual'),
      fc.boolean(),
    )
    .map(([userIndex, employeeIndex, method, ignored]) =>
      employeeIndex === null
        ? createLink(`user_${userIndex}`, null, 'manual', ignored)
        : createLink(`user_${userIndex}`, `e-${employeeIndex}`, method),
    ),
  { selector: ({ claudeUserId }) => claudeUserId, maxLength: 7 },
)

/** E-mail rules. The last set has two groups of alias domains that share a domain. */
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

/** Creates an arbitrary that returns the items in random order. */
export const createAnyOrder = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length })

/** Everything that decides the links of Claude users: the directory, the stored links, the rules and the activity. */
export const anyCase = fc.record({
  users: anyUsers,
  employees: anyEmployees,
  existing: anyLinks,
  rules: anyRules,
  firstActive: anyFirstActive,
})
