import type {
  AccountId,
  ClaudeUserId,
  Counters,
  Day,
  Employee,
  EmployeeId,
  Link,
  Period,
  WeekTotals,
} from '@windmill/claude-core'
import { hasUsage, type Mapping } from '@windmill/claude-core/internal'
import type {
  AccountPolicy,
  ConnectionRecord,
  DirectoryRecord,
  EpochMilliseconds,
  LedgerEntry,
  StoredLogEntry,
} from '../adapter.ts'
import { createLeaseLostError } from '../errors.ts'
import type { ReportingLine } from '../find-manager-spans.ts'

interface Lease {
  readonly token: number
  /** Null after a release. */
  readonly expiresAt: EpochMilliseconds | null
}

/** Everything stored for one account. */
export interface Account {
  connection: ConnectionRecord | null
  /** The policy that was applied last. */
  policy: AccountPolicy | null
  /** Id of the sync request that is not served yet. */
  syncRequest: string | null
  lease: Lease | null
  /** Whether the account was erased, and nothing of its directory may be stored. */
  isErased: boolean
  readonly ledger: Map<Day, LedgerEntry>
  readonly usage: Map<Day, Map<ClaudeUserId, Counters>>
  /** The published weeks, by their Monday. */
  readonly totals: Map<Day, WeekTotals>
  readonly emails: Map<ClaudeUserId, string | null>
  /** The day of the reading that each stored e-mail came from. */
  readonly emailDays: Map<ClaudeUserId, Day>
  employees: ReadonlyMap<EmployeeId, Employee>
  /** The version of the stored directory. 0 before the first one. */
  directoryVersion: number
  /** When the directory was last stored as a whole. */
  directoryReadAt: EpochMilliseconds | null
  /** The version of the last `upsertEmployees` call with each employee. */
  upsertVersions: Map<EmployeeId, number>
  directoryStatus: DirectoryRecord | null
  links: Map<ClaudeUserId, Link>
  /** As the last decision stored them. */
  mappings: Map<ClaudeUserId, Mapping>
  /** One per employee and manager. */
  reportingLines: ReportingLine[]
  /** In the order in which they were added. */
  log: StoredLogEntry[]
  /** Ids of the entries that were sent. */
  readonly sentEntries: Set<string>
  /** Until when an entry that was not sent is kept from others. */
  readonly claimedEntries: Map<string, EpochMilliseconds>
}

const createEmptyAccount = (): Account => ({
  connection: null,
  policy: null,
  syncRequest: null,
  lease: null,
  isErased: false,
  ledger: new Map(),
  usage: new Map(),
  totals: new Map(),
  emails: new Map(),
  emailDays: new Map(),
  employees: new Map(),
  directoryVersion: 0,
  directoryReadAt: null,
  upsertVersions: new Map(),
  directoryStatus: null,
  links: new Map(),
  mappings: new Map(),
  reportingLines: [],
  log: [],
  sentEntries: new Set(),
  claimedEntries: new Map(),
})

/** All accounts of one memory adapter. */
export interface Accounts {
  /** Returns the account, for reading. An unknown account is returned empty, but not stored. */
  readonly getAccount: (accountId: AccountId) => Account
  /** Returns the account, for writing. An unknown account is created. */
  readonly getOrCreateAccount: (accountId: AccountId) => Account
  readonly listAccounts: () => Iterable<Account>
  readonly listAccountIds: () => Iterable<AccountId>
  /** Empties the account, except its log. */
  readonly eraseAccount: (accountId: AccountId) => void
}

export const createAccounts = (): Accounts => {
  const accounts = new Map<AccountId, Account>()
  const getAccount = (accountId: AccountId): Account => accounts.get(accountId) ?? createEmptyAccount()
  return {
    getAccount,
    getOrCreateAccount(accountId) {
      const account = getAccount(accountId)
      accounts.set(accountId, account)
      return account
    },
    listAccounts: () => accounts.values(),
    listAccountIds: () => accounts.keys(),
    eraseAccount(accountId) {
      const { log, sentEntries, claimedEntries } = getAccount(accountId)
      accounts.set(accountId, { ...createEmptyAccount(), log, sentEntries, claimedEntries, isErased: true })
    },
  }
}

/**
 * Returns the account if a lease is its newest one.
 * @throws `LeaseLostError` (`lease_lost`) otherwise.
 */
export const requireLease = (account: Account, token: number): Account => {
  if (account.lease?.token !== token) throw createLeaseLostError()
  return account
}

/** Whether a Claude user is linked to an excluded employee. */
export const isOfExcluded = ({ links, employees }: Account, claudeUserId: ClaudeUserId): boolean => {
  const employeeId = links.get(claudeUserId)?.employeeId
  const employee = employeeId == null ? undefined : employees.get(employeeId)
  return employee !== undefined && !hasUsage(employee)
}

/** Returns the ledger entries, oldest day first, limited to the days of `period` if given. */
export const listLedgerEntries = ({ ledger }: Account, period?: Period): LedgerEntry[] =>
  [...ledger.values()]
    .filter(({ day }) => !period || (day >= period.from && day <= period.to))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
