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
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type {
  ConnectionRecord,
  DayReading,
  LedgerEntry,
  LinkChanges,
  StorageAdapter,
  UsageDay,
} from '../storage/adapter.ts'

/** A unique account per test, so that all tests can share one database. */
export const newAccount = (): AccountId => accountId(`account-${crypto.randomUUID()}`)

/** The id of a Claude user. */
export const userId = (id: string | number): ClaudeUserId => claudeUserId(`user_${id}`)
/** The id of an employee. */
export const personId = (id: string | number): EmployeeId => employeeId(`e-${id}`)

export const connectionRecord = (account: AccountId, changes: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  accountId: account,
  status: 'connected',
  reason: null,
  sealedKey: 'eyJhbGciOiJkaXIifQ..sealed',
  lastFour: 'x7Qa',
  savedAt: 1_763_807_448_123,
  latestDay: '2026-11-20',
  lastSyncAt: 1_763_811_000_001,
  lastFailure: { at: 1_763_814_600_002, code: 'api_unavailable' },
  ...changes,
})

export const ledgerEntry = (day: Day, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  day,
  read: {
    at: 1_763_807_448_123,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'users',
    claudeUsers: 3,
    requests: 4,
    readCount: 1,
  },
  failure: null,
  isGone: false,
  ...changes,
})

/** Counters that are 0 unless given. */
export const counters = (given: Partial<Record<CounterId, number | null>> = {}): Counters => ({
  ...mapCounters(() => 0),
  ...given,
})

export const usageRow = (id: string | number, given: Partial<Record<CounterId, number | null>> = {}): UsageDay => ({
  claudeUserId: userId(id),
  counters: counters(given),
})

/** A reading that lists the Claude users found in its usage, each with an e-mail. */
export const dayReading = (day: Day, usage: readonly UsageDay[]): DayReading => ({
  entry: ledgerEntry(day),
  claudeUsers: usage.map(({ claudeUserId }) => ({ id: claudeUserId, email: `${claudeUserId}@example.com` })),
  usage,
})

export const employee = (id: string | number, changes: Partial<Employee> = {}): Employee => ({
  id: personId(id),
  name: `Person ${id}`,
  emails: [`${id}@example.com`],
  managerId: null,
  archivedOn: null,
  ...changes,
})

export const link = (claudeUser: string | number, toEmployee: string | number): Link => ({
  claudeUserId: userId(claudeUser),
  employeeId: personId(toEmployee),
  method: 'email',
  ignored: false,
})

/** Link changes made by the rules (`by: null`) unless given otherwise. */
export const linkChanges = (given: Partial<LinkChanges>): LinkChanges => ({
  set: [],
  remove: [],
  by: null,
  at: 1_763_807_448_123,
  ...given,
})

/** Applies link changes that depend on nothing stored. */
export const changeLinks = (storage: StorageAdapter, account: AccountId, changes: LinkChanges): Promise<void> =>
  storage.decideLinks(account, () => ({ among: [], changes: () => [changes] }))

/** Takes a lease that practically never expires. */
export const takeLease = async (storage: StorageAdapter, account: AccountId): Promise<number> => {
  const token = await storage.acquireLease(account, 1_000, 1e12)
  if (token === null) throw new Error('The account is already leased.')
  return token
}

/** Sorts items by their JSON, to compare lists in any order. */
export const sortByJson = <Item>(items: Iterable<Item>): Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
