import {
  type AccessRead,
  type AccessResponse,
  addDays,
  type ClaudeUser,
  claudeUserId,
  type DirectoryStatus,
  type Employee,
  employeeId,
  type Link,
  lastDays,
} from '@windmill/claude-core'
import { latestDay } from './fixtures.ts'

const employee = (id: string, name: string, emails: readonly string[], more: Partial<Employee> = {}): Employee => ({
  id: employeeId(id),
  name,
  emails,
  managerId: null,
  archivedOn: null,
  ...more,
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

/** Who uses Claude, and who is linked by hand. The others are linked, or not, by core's rules. */
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

const link = (id: string, more: Partial<Link>): Link => ({
  claudeUserId: claudeUserId(id),
  employeeId: null,
  method: 'manual',
  ignored: false,
  ...more,
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
        'The directory that was read at 10:00 has 511 employees, and the one in use 1,342. Less than half of them cannot be right: accept it if it is.',
    },
    problems: [
      {
        code: 'manager_unknown',
        employeeId: employeeId('e-40'),
        message: 'The manager of e-40 is e-9, whom nobody has.',
      },
      {
        code: 'email_shared',
        employeeId: employeeId('e-21'),
        message: 'e-21 and e-22 both have support@acme.example: nobody is matched by it.',
      },
    ],
  },
} as const satisfies Record<string, DirectoryStatus>

/** The mapping list in the stages of being worked on. */
export const people = {
  work: {
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
  /** Two claude users with an address that someone has and someone else had: deciding about one settles the other. */
  shared: {
    users: [user('user_j1', 'j.weber@acme.example'), user('user_j2', 'J.Weber@acme.example')],
  },
  long: {
    users: [
      user('user_long', `${'wolfeschlegelsteinhausenbergerdorff'.repeat(2)}@long-names-without-end.acme.example`),
      user('user_short', 'x@y.example'),
    ],
  },
  large: {
    users: Array.from({ length: 10_000 }, (_, index) => user(`user_${index}`, `s.person${index + 1}@old.example`)),
  },
  /** More than a page of them. */
  many: {
    users: Array.from({ length: 24 }, (_, index) => user(`user_${100 + index}`, `s.person${index + 1}@old.example`)),
  },
} as const satisfies Record<string, PeopleFixture>

const managers = [
  { id: employeeId('e-5'), name: 'Tomás Ribeiro' },
  { id: employeeId('e-1'), name: 'Ines Ferreira' },
]

const read = (at: string, manager: 0 | 1, kind: AccessRead['kind'], days = 30): AccessRead => ({
  at,
  viewer: managers[manager] ?? { id: employeeId('e-1'), name: '' },
  kind,
  period: lastDays(days, addDays(latestDay, 0)),
})

const reads: readonly AccessRead[] = [
  read('2026-11-21T18:20:00Z', 0, 'employee'),
  read('2026-11-21T18:02:00Z', 0, 'employee'),
  read('2026-11-21T18:01:00Z', 0, 'team'),
  read('2026-11-18T17:44:00Z', 1, 'export', 90),
  read('2026-11-18T17:40:00Z', 1, 'adoption', 90),
  read('2026-11-03T16:10:00Z', 0, 'employee', 7),
]

export const access = {
  seen: { managers, reads, next: null, keptForDays: 365 },
  often: {
    ...{ managers, next: null, keptForDays: 365 },
    reads: Array.from({ length: 10_000 }, (_, index) =>
      read(new Date(Date.parse('2026-11-21T18:20:00Z') - index * 60_000).toISOString(), 0, 'employee'),
    ),
  },
  unseen: { managers, reads: [], next: null, keptForDays: 365 },
  atTheTop: { managers: [], reads: [], next: null, keptForDays: 30 },
} satisfies Record<string, AccessResponse>
