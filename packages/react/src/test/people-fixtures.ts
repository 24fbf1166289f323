import {
  type AccessRead,
  type AccessResponse,
  type ClaudeUser,
  claudeUserId,
  type DirectoryStatus,
  type Employee,
  employeeId,
  type Link,
  lastDays,
} from '@windmill/claude-core'
import { latestDay } from './fixtures.ts'

const employee = (
  id: string,
  name: string,
  emails: readonly string[],
  overrides: Partial<Employee> = {},
): Employee => ({
  id: employeeId(id),
  name,
  emails,
  managerId: null,
  archivedOn: null,
  ...overrides,
})

export const employees: readonly Employee[] = [
  employee('e-1', 'Ines Ferreira', ['ines.ferreira@acme.example']),
  employee('e-5', 'Tomás Ribeiro', ['tomas.ribeiro@acme.example']),
  employee('e-17', 'Maya Chen', ['maya.chen@acme.example', 'mchen@acme.example']),
  employee('e-18', 'Aiko Tanaka', ['aiko.tanaka@acme.example']),
  employee('e-19', 'Noor Haddad', ['noor.haddad@acme.example']),
  employee('e-20', 'Lena Vogt', ['lena.vogt@acme.example']),
  employee('e-21', 'Alex Kim', ['alex.kim@acme.example', 'support@acme.example']),
  employee('e-22', 'Alexandra Kim', ['alexandra.kim@acme.example', 'support@acme.example']),
  employee('e-23', 'Jonas Weber', ['jonas.weber@acme.example', 'j.weber@acme.example'], { archivedOn: '2026-08-31' }),
  employee('e-24', 'Joana Weber', ['j.weber@acme.example']),
  ...Array.from({ length: 24 }, (_, index) =>
    employee(`e-${100 + index}`, `Sam Person ${index + 1}`, [`sam.person${index + 1}@acme.example`]),
  ),
]

/** The Claude users and their manual links. Core's rules link the others. */
export interface PeopleFixture {
  readonly users: readonly ClaudeUser[]
  readonly links?: readonly Link[]
  readonly directory?: DirectoryStatus
}

const user = (id: string, email: string | null): ClaudeUser => ({ id: claudeUserId(id), email })

const settled = [
  user('user_aiko', 'aiko.tanaka@acme.example'),
  user('user_ines', 'ines.ferreira@acme.example'),
  user('user_lena', 'lena.vogt@acme.example'),
  user('user_tomas', 'tomas.ribeiro@acme.example'),
]

const link = (id: string, overrides: Partial<Link>): Link => ({
  claudeUserId: claudeUserId(id),
  employeeId: null,
  method: 'manual',
  ignored: false,
  ...overrides,
})

export const directories = {
  fine: { employees: 1342, readAt: '2026-11-22T10:00:04Z', heldBack: null, problems: [] },
  heldBack: {
    employees: 1342,
    readAt: '2026-11-21T10:00:04Z',
    heldBack: {
      reason: 'shrank',
      at: '2026-11-22T10:00:04Z',
      message:
        'The directory read at 10:00 has 511 employees, the one in use has 1,342. Losing more than half is likely an error. Accept it if it is correct.',
    },
    problems: [
      {
        code: 'manager_unknown',
        employeeId: employeeId('e-40'),
        message: 'Their manager e-9 is not in the directory, so only they and admins can see their figures.',
      },
      {
        code: 'email_shared',
        employeeId: employeeId('e-21'),
        message:
          'Their address support@acme.example is also that of e-22. Whoever uses Claude with it is linked to nobody until an admin chooses.',
      },
    ],
  },
} as const satisfies Record<string, DirectoryStatus>

/** The Claude users of an account in several states of the mapping. */
export const people = {
  inProgress: {
    users: [
      ...settled,
      user('user_build', 'build-bot@acme.example'),
      user('user_maya', 'maya.chen@chen.example'),
      user('user_nobody', null),
      user('user_noor', 'noor.hadad@acme.example'),
      user('user_support', 'support@acme.example'),
      user('user_jonas', 'jonas@weber.example'),
      user('user_old', 'alex.k@acme.example'),
      user('user_test', 'test-account@acme.example'),
    ],
    links: [
      link('user_jonas', { employeeId: employeeId('e-23'), method: 'email' }),
      link('user_old', { employeeId: employeeId('e-21'), method: 'email' }),
      link('user_test', { ignored: true }),
    ],
  },
  conflictsOnly: { users: [...settled, user('user_support', 'support@acme.example')] },
  settled: {
    users: [...settled, user('user_test', 'test-account@acme.example')],
    links: [link('user_test', { ignored: true })],
  },
  none: { users: [] },
  /** Two Claude users with one address, which a current and a former employee share. Deciding one settles the other. */
  sharedAddress: {
    users: [user('user_j1', 'j.weber@acme.example'), user('user_j2', 'J.Weber@acme.example')],
  },
  longAddresses: {
    users: [
      user('user_long', `${'wolfeschlegelsteinhausenbergerdorff'.repeat(2)}@long-names-without-end.acme.example`),
      user('user_short', 'x@y.example'),
    ],
  },
  large: {
    users: Array.from({ length: 10_000 }, (_, index) => user(`user_${index}`, `s.person${index + 1}@old.example`)),
  },
  /** More than one page. */
  twoPages: {
    users: Array.from({ length: 24 }, (_, index) => user(`user_${100 + index}`, `s.person${index + 1}@old.example`)),
  },
} as const satisfies Record<string, PeopleFixture>

const managers = [
  { id: employeeId('e-5'), name: 'Tomás Ribeiro' },
  { id: employeeId('e-1'), name: 'Ines Ferreira' },
]

const createRead = (at: string, manager: 0 | 1, kind: AccessRead['kind'], days = 30): AccessRead => ({
  at,
  viewer: managers[manager] ?? { id: employeeId('e-1'), name: '' },
  kind,
  period: lastDays(days, latestDay),
})

const reads: readonly AccessRead[] = [
  createRead('2026-11-21T18:20:00Z', 0, 'employee'),
  createRead('2026-11-21T18:02:00Z', 0, 'employee'),
  createRead('2026-11-21T18:01:00Z', 0, 'team'),
  createRead('2026-11-18T17:44:00Z', 1, 'export', 90),
  createRead('2026-11-18T17:40:00Z', 1, 'adoption', 90),
  createRead('2026-11-03T16:10:00Z', 0, 'employee', 7),
]

export const access = {
  someReads: { managers, reads, next: null, keptForDays: 365 },
  manyReads: {
    managers,
    next: null,
    keptForDays: 365,
    reads: Array.from({ length: 10_000 }, (_, index) =>
      createRead(new Date(Date.parse('2026-11-21T18:20:00Z') - index * 60_000).toISOString(), 0, 'employee'),
    ),
  },
  noReads: { managers, reads: [], next: null, keptForDays: 365 },
  noManagers: { managers: [], reads: [], next: null, keptForDays: 30 },
} satisfies Record<string, AccessResponse>
