import {
  type AccessResponse,
  type ClaudeUser,
  claudeUserId,
  type DirectoryStatus,
  type Employee,
  type EmployeeDataResponse,
  type EmployeeName,
  employeeId,
  type Link,
  type LinkValue,
  type LogEntry,
  type LogResponse,
  type LogSubject,
  lastDays,
  previousPeriod,
  type ReadPurpose,
} from '@windmill/claude-core'
import { latestDay } from './fixtures.ts'

/** Creates an active employee without a manager. */
const createEmployee = (
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
  startedOn: null,
  attributes: {},
  participation: 'included',
  ...overrides,
})

export const employees: readonly Employee[] = [
  createEmployee('e-1', 'Ines Ferreira', ['ines.ferreira@acme.example']),
  createEmployee('e-5', 'Tomás Ribeiro', ['tomas.ribeiro@acme.example']),
  createEmployee('e-17', 'Maya Chen', ['maya.chen@acme.example', 'mchen@acme.example']),
  createEmployee('e-18', 'Aiko Tanaka', ['aiko.tanaka@acme.example']),
  createEmployee('e-19', 'Noor Haddad', ['noor.haddad@acme.example']),
  createEmployee('e-20', 'Lena Vogt', ['lena.vogt@acme.example']),
  createEmployee('e-21', 'Alex Kim', ['alex.kim@acme.example', 'support@acme.example']),
  createEmployee('e-22', 'Alexandra Kim', ['alexandra.kim@acme.example', 'support@acme.example']),
  createEmployee('e-23', 'Jonas Weber', ['jonas.weber@acme.example', 'j.weber@acme.example'], {
    archivedOn: '2026-08-31',
  }),
  createEmployee('e-24', 'Joana Weber', ['j.weber@acme.example']),
  ...Array.from({ length: 24 }, (_, index) =>
    createEmployee(`e-${100 + index}`, `Sam Person ${index + 1}`, [`sam.person${index + 1}@acme.example`]),
  ),
]

/** An account's Claude users and how they are linked to `employees`. */
export interface MappingFixture {
  readonly users: readonly ClaudeUser[]
  /** Links that exist already. Core's rules link the other Claude users. */
  readonly links?: readonly Link[]
  /** `@default directories.inUse` */
  readonly directory?: DirectoryStatus
  /** Whether the viewer can see when a Claude user was last active. `@default true` */
  readonly canSeeActivity?: boolean
}

const createClaudeUser = (id: string, email: string | null): ClaudeUser => ({ id: claudeUserId(id), email })

/** Claude users that the rules link to the employee with the same address. */
const matchedUsers = [
  createClaudeUser('user_aiko', 'aiko.tanaka@acme.example'),
  createClaudeUser('user_ines', 'ines.ferreira@acme.example'),
  createClaudeUser('user_lena', 'lena.vogt@acme.example'),
  createClaudeUser('user_tomas', 'tomas.ribeiro@acme.example'),
]

/** Creates a link, by default a manual one to no employee. */
const createLink = (id: string, overrides: Partial<Link>): Link => ({
  claudeUserId: claudeUserId(id),
  employeeId: null,
  method: 'manual',
  ignored: false,
  ...overrides,
})

/** The directory's status: in use, or with a newer directory held back. */
export const directories: Readonly<Record<'inUse' | 'heldBack', DirectoryStatus>> = {
  inUse: { employees: 1342, readAt: '2026-11-22T10:00:04Z', heldBack: null, problems: [] },
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
          'Their address support@acme.example is also that of e-22. A Claude user with it is linked to nobody until an admin decides.',
      },
    ],
  },
}

/** The mapping of an account in several situations. */
export const mappings: Readonly<
  Record<
    | 'mixedStates'
    | 'oneConflict'
    | 'nothingToDo'
    | 'empty'
    | 'sharedAddress'
    | 'longAddresses'
    | 'tenThousandUsers'
    | 'twoPages',
    MappingFixture
  >
> = {
  mixedStates: {
    users: [
      ...matchedUsers,
      createClaudeUser('user_build', 'build-bot@acme.example'),
      createClaudeUser('user_maya', 'maya.chen@chen.example'),
      createClaudeUser('user_nobody', null),
      createClaudeUser('user_noor', 'noor.hadad@acme.example'),
      createClaudeUser('user_support', 'support@acme.example'),
      createClaudeUser('user_jonas', 'jonas@weber.example'),
      createClaudeUser('user_old', 'alex.k@acme.example'),
      createClaudeUser('user_test', 'test-account@acme.example'),
    ],
    links: [
      createLink('user_jonas', { employeeId: employeeId('e-23'), method: 'email' }),
      createLink('user_old', { employeeId: employeeId('e-21'), method: 'email' }),
      createLink('user_test', { ignored: true }),
    ],
  },
  /** Linked Claude users, and one with an address that two employees share. */
  oneConflict: { users: [...matchedUsers, createClaudeUser('user_support', 'support@acme.example')] },
  /** Every Claude user is linked or ignored. */
  nothingToDo: {
    users: [...matchedUsers, createClaudeUser('user_test', 'test-account@acme.example')],
    links: [createLink('user_test', { ignored: true })],
  },
  empty: { users: [] },
  /**
   * Two Claude users with the same address, which a current and a former employee share. Linking one of them resolves
   * the conflict of the other.
   */
  sharedAddress: {
    users: [createClaudeUser('user_j1', 'j.weber@acme.example'), createClaudeUser('user_j2', 'J.Weber@acme.example')],
  },
  longAddresses: {
    users: [
      createClaudeUser(
        'user_long',
        `${'wolfeschlegelsteinhausenbergerdorff'.repeat(2)}@long-names-without-end.acme.example`,
      ),
      createClaudeUser('user_short', 'x@y.example'),
    ],
  },
  tenThousandUsers: {
    users: Array.from({ length: 10_000 }, (_, index) =>
      createClaudeUser(`user_${index}`, `s.person${index + 1}@old.example`),
    ),
  },
  /** Twenty Claude users on the first page and four on the second. */
  twoPages: {
    users: Array.from({ length: 24 }, (_, index) =>
      createClaudeUser(`user_${100 + index}`, `s.person${index + 1}@old.example`),
    ),
  },
}

const tomas = { id: employeeId('e-5'), name: 'Tomás Ribeiro' }
const ines = { id: employeeId('e-1'), name: 'Ines Ferreira' }
const managers = [tomas, ines]

/** Creates a read of the stats of the last `days` days. */
const createRead = (at: string, actor: EmployeeName, purpose: ReadPurpose, days = 30): LogEntry => {
  const period = lastDays(days, latestDay)
  return {
    at,
    actor,
    actingFor: null,
    about: { employee: { id: employeeId('e-17'), name: 'Maya Chen' } },
    event: { kind: 'read', purpose, periods: [period, previousPeriod(period)], rows: null },
  }
}

const entries: readonly LogEntry[] = [
  createRead('2026-11-21T18:20:00Z', tomas, 'profile'),
  createRead('2026-11-21T18:02:00Z', tomas, 'profile'),
  createRead('2026-11-21T18:01:00Z', tomas, 'team'),
  createRead('2026-11-18T17:44:00Z', ines, 'export', 90),
  createRead('2026-11-18T17:40:00Z', ines, 'adoption', 90),
  createRead('2026-11-03T16:10:00Z', tomas, 'profile', 7),
]

/** All that is stored about an employee who is no longer in the directory. */
export const employeeDataFixture: EmployeeDataResponse = {
  exportedAt: '2026-11-22T10:00:04Z',
  employee: null,
  reportingLines: [{ managerId: null, from: null, until: '2026-11-01T10:00:04Z' }],
  claudeUsers: [],
  logAbout: [],
  logBy: [],
}

/** The access log of an employee in several situations. */
export const accessLogs: Readonly<
  Record<'someReads' | 'manyReads' | 'noReads' | 'staleDirectory' | 'empty', AccessResponse>
> = {
  someReads: { managers, entries, next: null, keptForDays: 365 },
  manyReads: {
    managers,
    next: null,
    keptForDays: 365,
    entries: Array.from({ length: 10_000 }, (_, index) =>
      createRead(new Date(Date.parse('2026-11-21T18:20:00Z') - index * 60_000).toISOString(), tomas, 'profile'),
    ),
  },
  noReads: { managers, entries: [], next: null, keptForDays: 365 },
  /** The directory is stale. */
  staleDirectory: { managers: [], directoryStale: true, entries: [], next: null, keptForDays: 365 },
  /** No reads and no managers. */
  empty: { managers: [], entries: [], next: null, keptForDays: 30 },
}

const maya = { id: employeeId('e-17'), name: 'Maya Chen' }
const rosa = { id: employeeId('e-boss'), name: 'Rosa Marín' }
const mappedNames = ['Aiko Tanaka', 'Ben Okafor', 'Chiara Conti', 'David Levi', 'Elif Yilmaz', 'Femi Adeyemi']

const createEntry = (
  at: string,
  actor: EmployeeName | null,
  about: LogSubject,
  event: LogEntry['event'],
  actingFor: EmployeeName | null = null,
): LogEntry => ({ at, actor, actingFor, about, event })

const createReadEvent = (purpose: ReadPurpose, days = 30, rows: number | null = null): LogEntry['event'] => {
  const period = lastDays(days, latestDay)
  return { kind: 'read', purpose, periods: purpose === 'export' ? [period] : [period, previousPeriod(period)], rows }
}

const createLinkChange = (from: LinkValue, to: LinkValue): LogEntry['event'] => ({
  kind: 'link_changed',
  claudeUserId: claudeUserId('user_01Hq8sZk2VdXw7'),
  from,
  to,
})

const noLink: LinkValue = { employee: null, method: null, ignored: false }
const mayasLink: LinkValue = { employee: maya, method: 'manual', ignored: false }

/** Every kind of event, newest first. */
const everyEvent: readonly LogEntry[] = [
  createEntry('2026-11-21T18:20:00Z', tomas, { employee: maya }, createReadEvent('profile')),
  createEntry('2026-11-21T18:02:00Z', tomas, { employee: maya }, createReadEvent('profile')),
  createEntry('2026-11-21T17:44:00Z', tomas, { employee: maya }, createReadEvent('one_on_one', 15)),
  createEntry('2026-11-21T15:10:00Z', ines, { employee: maya }, createReadEvent('review', 90), rosa),
  createEntry('2026-11-21T09:31:00Z', rosa, { below: rosa }, createReadEvent('team')),
  createEntry('2026-11-20T16:05:00Z', ines, 'everyone', createReadEvent('adoption', 90)),
  createEntry('2026-11-20T16:01:00Z', ines, 'everyone', createReadEvent('export', 90, 12_480)),
  createEntry('2026-11-20T15:58:00Z', rosa, { below: rosa }, createReadEvent('export')),
  ...mappedNames.map((name) =>
    createEntry(
      '2026-11-20T11:12:00Z',
      ines,
      { employee: { id: employeeId(name), name } },
      { kind: 'read', purpose: 'mapping', periods: [], rows: null },
    ),
  ),
  createEntry('2026-11-19T14:03:00Z', ines, 'account', createLinkChange(mayasLink, { ...noLink, ignored: true })),
  createEntry('2026-11-19T14:02:00Z', ines, 'account', createLinkChange({ ...mayasLink, employee: tomas }, mayasLink)),
  createEntry('2026-11-19T14:00:00Z', ines, 'account', createLinkChange(noLink, { ...mayasLink, employee: tomas })),
  createEntry('2026-11-18T12:00:00Z', null, 'account', { kind: 'employees_renamed', employees: 1_342 }),
  createEntry('2026-11-18T11:40:00Z', ines, 'account', { kind: 'directory_accepted' }),
  createEntry('2026-11-18T11:20:00Z', ines, 'account', { kind: 'organization_accepted' }),
  createEntry('2026-11-17T16:30:00Z', ines, { employee: tomas }, { kind: 'erasure_lifted' }),
  createEntry('2026-11-17T16:00:00Z', ines, { employee: tomas }, { kind: 'employee_erased' }),
  createEntry('2026-11-17T15:00:00Z', ines, { employee: maya }, { kind: 'employee_exported' }),
  createEntry(
    '2026-11-17T14:00:00Z',
    null,
    { employee: maya },
    { kind: 'participation_changed', from: null, to: null },
  ),
  createEntry('2026-11-17T10:15:00Z', ines, 'account', { kind: 'key_replaced' }),
  createEntry('2026-11-17T10:00:00Z', ines, 'account', { kind: 'connected', byInvitation: true }),
  createEntry('2026-11-17T09:10:00Z', ines, 'account', { kind: 'invited' }),
  createEntry('2026-11-17T09:05:00Z', ines, 'account', { kind: 'invitation_revoked' }),
  createEntry('2026-11-16T10:00:00Z', null, 'account', {
    kind: 'policy_changed',
    changes: [
      { field: 'usageRetentionDays', from: null, to: 365 },
      { field: 'historyFrom', from: '2026-01-01', to: '2026-03-01' },
    ],
  }),
  createEntry('2026-11-16T09:58:00Z', null, 'account', { kind: 'recovered' }),
  createEntry('2026-11-16T09:57:00Z', null, 'account', { kind: 'no_fresh_day' }),
  createEntry('2026-11-16T09:56:00Z', null, 'account', { kind: 'needs_attention', code: 'key_refused' }),
  createEntry('2026-11-16T09:55:00Z', null, 'account', { kind: 'directory_stale' }),
  createEntry('2026-11-16T09:54:00Z', null, 'account', { kind: 'more_unmatched' }),
  createEntry('2026-11-16T09:53:00Z', null, 'account', { kind: 'first_data' }),
  createEntry('2026-11-16T09:30:00Z', ines, 'account', { kind: 'erased' }),
  createEntry('2026-11-16T09:00:00Z', ines, 'account', { kind: 'disconnected' }),
  createEntry('2026-11-15T13:30:00Z', null, 'account', {
    kind: 'totals_differ',
    month: '2026-10-01',
    counters: ['chat_messages', 'code_commits'],
  }),
  createEntry('2026-11-15T13:00:00Z', ines, 'account', { kind: 'check_requested' }),
]

/** The log of an account in several situations. */
export const logs: Readonly<Record<'everyEvent' | 'empty', LogResponse>> = {
  everyEvent: { entries: everyEvent, next: null, keptForDays: 365 },
  empty: { entries: [], next: null, keptForDays: 365 },
}
