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
  eachCounter,
  employeeId,
  type Link,
} from '@windmill/claude-core'
import type {
  ConnectionRecord,
  DayReading,
  LedgerEntry,
  LinkChanges,
  StorageAdapter,
  UsageDay,
} from '../storage/adapter.ts'

/** An account that no other test uses, so that the tests of a suite can share one database. */
export const newAccount = (): AccountId => accountId(`account-${crypto.randomUUID()}`)

export const user = (id: string | number): ClaudeUserId => claudeUserId(`user_${id}`)
export const person = (id: string | number): EmployeeId => employeeId(`e-${id}`)

export const connection = (account: AccountId, changes: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
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

export const entry = (day: Day, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  day,
  read: {
    at: 1_763_807_448_123,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'users',
    claudeUsers: 3,
    requests: 4,
    times: 1,
  },
  failure: null,
  gone: false,
  ...changes,
})

/** Counters that are all 0 but for those given. */
export const counters = (given: Partial<Record<CounterId, number | null>> = {}): Counters => ({
  ...eachCounter(() => 0),
  ...given,
})

export const usageOf = (id: string | number, given: Partial<Record<CounterId, number | null>> = {}): UsageDay => ({
  claudeUserId: user(id),
  counters: counters(given),
})

/** A reading of a day whose claude users are those of its usage. */
export const reading = (day: Day, usage: readonly UsageDay[]): DayReading => ({
  entry: entry(day),
  claudeUsers: usage.map(({ claudeUserId }) => ({ id: claudeUserId, email: `${claudeUserId}@example.com` })),
  usage,
})

export const employee = (id: string | number, changes: Partial<Employee> = {}): Employee => ({
  id: person(id),
  name: `Person ${id}`,
  emails: [`${id}@example.com`],
  managerId: null,
  archivedOn: null,
  ...changes,
})

export const link = (claudeUser: string | number, toEmployee: string | number): Link => ({
  claudeUserId: user(claudeUser),
  employeeId: person(toEmployee),
  method: 'email',
  ignored: false,
})

/** Changes that the rules make, but for what is given. */
export const linkChanges = (given: Partial<LinkChanges>): LinkChanges => ({
  set: [],
  remove: [],
  by: null,
  at: 1_763_807_448_123,
  ...given,
})

/** A lease that runs until it is taken away. */
export const lease = async (storage: StorageAdapter, account: AccountId): Promise<number> => {
  const token = await storage.acquireLease(account, 1_000, 1e12)
  if (token === null) throw new Error('A fresh account gave no lease.')
  return token
}

/** Sorted by text, for lists whose order is open. */
export const sorted = <Item>(items: Iterable<Item>): Item[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
