import {
  type AccountId,
  accountId,
  type ClaudeUserId,
  type CounterId,
  type Counters,
  claudeUserId,
  type Day,
  type Employee,
  type EmployeeId,
  employeeId,
  type Link,
  type LogSubject,
  permissions,
  type ReadPurpose,
  type Viewer,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type {
  ConnectionRecord,
  DayReading,
  LedgerEntry,
  LinkChanges,
  NewLogEntry,
  StorageAdapter,
  UsageDay,
} from '../storage/adapter.ts'

/** Creates a unique account id, so that all tests can share one database. */
export const createAccountId = (): AccountId => accountId(`account-${crypto.randomUUID()}`)

/** Builds the id of a Claude user from a short name or number. */
export const toClaudeUserId = (id: string | number): ClaudeUserId => claudeUserId(`user_${id}`)
/** Builds the id of an employee from a short name or number. */
export const toEmployeeId = (id: string | number): EmployeeId => employeeId(String(id))

/** Creates a viewer. An `admin` has all permissions, an `employee` none. */
export const createViewer = (
  account: AccountId,
  id: string | number,
  role: 'employee' | 'admin' = 'employee',
): Viewer => ({
  accountId: account,
  employeeId: toEmployeeId(id),
  permissions: role === 'admin' ? permissions : [],
  actsFor: [],
})

export const createConnectionRecord = (
  account: AccountId,
  overrides: Partial<ConnectionRecord> = {},
): ConnectionRecord => ({
  accountId: account,
  status: 'connected',
  reason: null,
  sealedKey: 'eyJhbGciOiJkaXIifQ..sealed',
  lastFour: 'x7Qa',
  savedAt: 1_763_807_448_123,
  organizationId: '5f0c2f3a-6a1e-4d5b-a0c4-0d6f4f1f2b11',
  latestDay: '2026-11-20',
  notServedThrough: '2026-03-14',
  lastSyncAt: 1_763_811_000_001,
  lastFailure: { at: 1_763_814_600_002, code: 'api_unavailable', message: 'It is “down”.' },
  blockedSince: 1_763_811_000_003,
  seats: { day: '2026-11-19', assigned: 58, pendingInvites: 3 },
  seatsAskedAt: 1_763_811_000_005,
  invitation: { hash: 'UmVkIGhlcnJpbmc', expiresAt: 1_764_066_648_004 },
  checkRequestedAt: 1_763_811_000_005,
  announced: {
    attention: 'key_refused',
    hasData: true,
    newestDay: '2026-11-20',
    newestDayAt: 1_763_811_000_006,
    isLate: true,
    isDirectoryStale: false,
    unmatched: 3,
  },
  ...overrides,
})

export const createLedgerEntry = (day: Day, overrides: Partial<LedgerEntry> = {}): LedgerEntry => ({
  day,
  read: {
    at: 1_763_807_448_123,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'users',
    claudeUsers: 3,
    requests: 4,
    readCount: 1,
    unattributedRows: 0,
    changedRows: 0,
  },
  failure: null,
  ...overrides,
})

/** Creates counters that are 0 unless overridden. */
export const createCounters = (overrides: Partial<Record<CounterId, number | null>> = {}): Counters => ({
  ...mapCounters(() => 0),
  ...overrides,
})

export const createUsageDay = (
  id: string | number,
  overrides: Partial<Record<CounterId, number | null>> = {},
): UsageDay => ({
  claudeUserId: toClaudeUserId(id),
  counters: createCounters(overrides),
})

/** Creates a reading with the given usage, and with an e-mail for each of its Claude users. */
export const createDayReading = (day: Day, usage: readonly UsageDay[]): DayReading => ({
  entry: createLedgerEntry(day),
  claudeUsers: usage.map(({ claudeUserId }) => ({ id: claudeUserId, email: `${claudeUserId}@example.com` })),
  usage,
})

/** Creates a current employee without a manager. The name and the e-mail address contain the id. */
export const createEmployee = (id: string | number, overrides: Partial<Employee> = {}): Employee => ({
  id: toEmployeeId(id),
  name: `Person ${id}`,
  emails: [`${id}@example.com`],
  managerId: null,
  archivedOn: null,
  startedOn: null,
  attributes: {},
  participation: 'included',
  ...overrides,
})

/** Creates an employee who reports to `manager`. */
export const createDirectReport = (
  id: string | number,
  manager: string | number,
  overrides: Partial<Employee> = {},
): Employee => createEmployee(id, { managerId: toEmployeeId(manager), ...overrides })

/** Creates a link that was found by e-mail. */
export const createLink = (claudeUser: string | number, employee: string | number): Link => ({
  claudeUserId: toClaudeUserId(claudeUser),
  employeeId: toEmployeeId(employee),
  method: 'email',
  ignored: false,
})

/** Creates link changes by the matching rules (`by: null`) unless overridden. */
export const createLinkChanges = (overrides: Partial<LinkChanges>): LinkChanges => ({
  set: [],
  remove: [],
  by: null,
  at: 1_763_807_448_123,
  ...overrides,
})

/** Applies link changes that do not depend on stored data. */
export const changeLinks = (storage: StorageAdapter, account: AccountId, changes: LinkChanges): Promise<void> =>
  storage.decideLinks(account, () => ({
    claudeUserIds: [],
    decideChanges: () => ({ changes: [changes], mappings: [], protect: [], unprotect: [] }),
  }))

/** Acquires the account's lease for an hour. */
export const acquireLongLease = async (storage: StorageAdapter, account: AccountId): Promise<number> => {
  const token = await storage.acquireLease(account, 3_600_000)
  if (token === null) throw new Error('The account is already leased.')
  return token
}

/** Sorts items by their JSON, to compare lists in any order. */
export const sortByJson = <Item>(items: Iterable<Item>): Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

const hourMs = 3_600_000

/** Creates the entry of a read. Give `hour` to keep reads apart, since a repeat within an hour adds nothing. */
export const createReadEntry = (
  actor: number | string,
  about: LogSubject<EmployeeId>,
  overrides: Partial<Omit<NewLogEntry, 'event'>> & { readonly hour?: number; readonly purpose?: ReadPurpose } = {},
): NewLogEntry => {
  const { hour = 0, purpose = 'profile', ...fields } = overrides
  return {
    id: crypto.randomUUID(),
    at: 1_763_807_448_123 + hour * hourMs,
    actorId: toEmployeeId(actor),
    actingForId: null,
    about,
    event: { kind: 'read', purpose, periods: [{ from: '2026-12-31', to: '2027-01-01' }], rows: null },
    ...fields,
  }
}
