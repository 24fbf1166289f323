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
  AddressMark,
  ConnectionRecord,
  DirectoryRecord,
  EpochMilliseconds,
  Finding,
  LedgerEntry,
  LineRange,
  MonthCheck,
  StoredLogEntry,
} from '../adapter.ts'
import { createLeaseLostError } from '../errors.ts'
import type { ReportingLine } from '../find-manager-spans.ts'
import { hashSubject, type KeptFromReason, neverKept } from '../kept-from.ts'

interface Lease {
  readonly token: number
  /** Null after a release. */
  readonly expiresAt: EpochMilliseconds | null
}

/** A day before which nothing of an account or of one Claude user is kept. */
export interface KeptFromMark {
  /** From `hashSubject`. */
  readonly subject: string
  readonly day: Day
  readonly reason: KeptFromReason
  /** When the day was set. Null after everything before the day is deleted. */
  readonly since: EpochMilliseconds | null
  /** The Claude user with rows to delete. Null for an account, and after the rows are deleted. */
  readonly claudeUserId: ClaudeUserId | null
  /** The hash of the erased employee that the Claude user belongs to. Null for all others. */
  readonly owner: string | null
}

/** The numbers of an account's changes. */
export interface ChangeNumbers {
  /** The newest number. */
  newest: number
  /** The number of the newest change of who has figures. */
  membershipNumber: number
  readonly days: Map<Day, number>
  readonly employees: Map<EmployeeId, number>
}

/** Creates the numbers of an account without figures. `newest` is the last number from before an erasure. */
const createChangeNumbers = (newest = 0): ChangeNumbers => ({
  newest,
  membershipNumber: newest,
  days: new Map(),
  employees: new Map(),
})

/** Everything stored for one account. */
export interface Account {
  readonly id: AccountId
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
  /** By the first day of the month. */
  readonly checks: Map<Day, MonthCheck>
  findings: readonly Finding[]
  readonly emails: Map<ClaudeUserId, string | null>
  /** The first active day of Claude users with deleted days. */
  readonly firstActiveDays: Map<ClaudeUserId, Day>
  /** Returned by `listProtectedUsers`. */
  readonly protectedUsers: Set<ClaudeUserId>
  /** From `hashProtectedUser`, of each Claude user that is protected, or was protected when the account was erased. */
  readonly protectedSubjects: Set<string>
  addressMarks: readonly AddressMark[]
  keptFromMarks: KeptFromMark[]
  /** Each id that lost its owner, from `hashEmployee`, with the `idVersion` of that change. */
  readonly formerIds: Map<string, number>
  idVersion: number
  /** The day of the reading that each stored e-mail came from. */
  readonly emailDays: Map<ClaudeUserId, Day>
  employees: ReadonlyMap<EmployeeId, Employee>
  /** The day on which each formerly excluded employee was included again. */
  includedFrom: Map<EmployeeId, Day>
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
  /** In the order in which they began. */
  reportingLines: ReportingLine[]
  /** When a reporting line last began or ended. 0 before the first change. */
  linesChangedAt: EpochMilliseconds
  /** In the order in which they were added. */
  log: StoredLogEntry[]
  /** The `lines` of each log entry that has them, by the id of the entry. */
  readLines: Map<string, LineRange>
  /** Ids of the entries that were in the log when the account was last erased. */
  entriesBeforeErasure: ReadonlySet<string>
  /** The time of the read with each repeat key. */
  repeatKeys: Map<string, EpochMilliseconds>
  /** Ids of the entries that were sent. */
  readonly sentEntries: Set<string>
  /** Until when an unsent entry is claimed by one process. */
  readonly claimedEntries: Map<string, EpochMilliseconds>
  readonly changeNumbers: ChangeNumbers
}

const createEmptyAccount = (id: AccountId): Account => ({
  id,
  connection: null,
  policy: null,
  syncRequest: null,
  lease: null,
  isErased: false,
  ledger: new Map(),
  usage: new Map(),
  totals: new Map(),
  checks: new Map(),
  findings: [],
  emails: new Map(),
  emailDays: new Map(),
  firstActiveDays: new Map(),
  protectedUsers: new Set(),
  protectedSubjects: new Set(),
  addressMarks: [],
  keptFromMarks: [],
  formerIds: new Map(),
  idVersion: 0,
  employees: new Map(),
  includedFrom: new Map(),
  directoryVersion: 0,
  directoryReadAt: null,
  upsertVersions: new Map(),
  directoryStatus: null,
  links: new Map(),
  mappings: new Map(),
  reportingLines: [],
  linesChangedAt: 0,
  log: [],
  readLines: new Map(),
  entriesBeforeErasure: new Set(),
  repeatKeys: new Map(),
  sentEntries: new Set(),
  claimedEntries: new Map(),
  changeNumbers: createChangeNumbers(),
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
  const getAccount = (accountId: AccountId): Account => accounts.get(accountId) ?? createEmptyAccount(accountId)
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
      const account = getAccount(accountId)
      const { log, readLines, repeatKeys, sentEntries, claimedEntries } = account
      const { keptFromMarks, protectedSubjects, addressMarks, formerIds, idVersion } = account
      accounts.set(accountId, {
        ...createEmptyAccount(accountId),
        ...{ log, readLines, repeatKeys, sentEntries, claimedEntries },
        ...{ protectedSubjects, addressMarks, formerIds, idVersion },
        keptFromMarks: keptFromMarks.map((mark) => ({ ...mark, since: null, claudeUserId: null })),
        entriesBeforeErasure: new Set(log.map(({ id }) => id)),
        isErased: true,
        changeNumbers: createChangeNumbers(account.changeNumbers.newest + 1),
      })
    },
  }
}

/**
 * Returns the account if `token` is the token of its newest lease.
 * @throws `LeaseLostError` (`lease_lost`) otherwise.
 */
export const requireLease = (account: Account, token: number): Account => {
  if (account.lease?.token !== token) throw createLeaseLostError()
  return account
}

/** Whether a Claude user is linked to an excluded employee. */
const isLinkedToExcluded = ({ links, employees }: Account, claudeUserId: ClaudeUserId): boolean => {
  const employeeId = links.get(claudeUserId)?.employeeId
  const employee = employeeId == null ? undefined : employees.get(employeeId)
  return employee !== undefined && !hasUsage(employee)
}

/** Returns the first kept day of the account, or of one of its Claude users. Null if everything is kept. */
export const getKeptFrom = ({ id, keptFromMarks }: Account, claudeUserId: ClaudeUserId | null = null): Day | null => {
  if (keptFromMarks.length === 0) return null
  const subject = hashSubject(id, claudeUserId)
  return keptFromMarks.reduce<Day | null>(
    (latest, mark) => (mark.subject === subject && mark.day > (latest ?? '') ? mark.day : latest),
    null,
  )
}

/** Whether a day of an account, or of one of its Claude users, is kept. */
export const isKept = (account: Account, day: Day, claudeUserId: ClaudeUserId | null = null): boolean =>
  day >= (getKeptFrom(account) ?? '') && (claudeUserId === null || day >= (getKeptFrom(account, claudeUserId) ?? ''))

/** Whether nothing of a Claude user is kept, or they are linked to an excluded employee. */
export const isExcluded = (account: Account, claudeUserId: ClaudeUserId): boolean =>
  getKeptFrom(account, claudeUserId) === neverKept || isLinkedToExcluded(account, claudeUserId)

/** Returns the kept ledger entries, oldest day first, limited to the days of `period` if given. */
export const listLedgerEntries = (account: Account, period?: Period): LedgerEntry[] =>
  [...account.ledger.values()]
    .filter(({ day }) => isKept(account, day) && (!period || (day >= period.from && day <= period.to)))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
