import type {
  AccountId,
  Bucket,
  ClaudeUser,
  ClaudeUserId,
  ConnectionResponse,
  CounterId,
  CounterSums,
  Counters,
  Day,
  DirectoryProblem,
  DirectoryStatus,
  Employee,
  EmployeeId,
  Link,
  LogEvent,
  LogSubject,
  MappingState,
  Participation,
  Period,
  ProblemCode,
  ReadDay,
  Seats,
  UsageSource,
  Viewer,
  VisibilityScope,
  WeekTotals,
} from '@windmill/claude-core'
import type { ActiveDay, EmployeeSums, Mapping } from '@windmill/claude-core/internal'
import type { ChangedFigures, ChangePosition, FiguresPage, FiguresQuery } from './changed-figures.ts'
import type { AdoptionUsage, AdoptionUsageQuery, ExportRow, TeamUsage, TeamUsageQuery } from './group-usage.ts'

export type * from './changed-figures.ts'
export type * from './group-usage.ts'

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMilliseconds = number

/** An account's connection to its Claude organization. */
export interface ConnectionRecord {
  readonly accountId: AccountId
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  /** The problem that an admin has to solve. Null unless the status is `needs_attention`. */
  readonly reason: { readonly code: ProblemCode; readonly message: string } | null
  /** The API key, sealed by the vault. Null after a disconnect. */
  readonly sealedKey: string | null
  /** The last four characters of the API key. Null after a disconnect. */
  readonly lastFour: string | null
  /** When the API key was saved. Null after a disconnect. */
  readonly savedAt: EpochMilliseconds | null
  /**
   * The id of the Claude organization that the account's figures come from. Null until an answer of the API names it.
   * Kept after a disconnect.
   */
  readonly organizationId: string | null
  /** The newest day that the API served at the last check. Null if unknown. */
  readonly latestDay: Day | null
  /**
   * The newest of the days at the start of the history that the API refused at the last check. Null if the API refused
   * none of these days.
   */
  readonly notServedThrough: Day | null
  /** When a sync last finished without an interruption. Null before the first such sync. */
  readonly lastSyncAt: EpochMilliseconds | null
  /**
   * The interruption of the last sync. `code` is a day failure code, or null if only the `logger` got the cause.
   * `message` describes the failed request, for admins. Null if there is nothing to add to the code.
   *
   * `lastFailure` is null after a success. It is also null when an admin has to act, because `reason` has the problem
   * then.
   */
  readonly lastFailure: {
    readonly at: EpochMilliseconds
    readonly code: string | null
    readonly message: string | null
  } | null
  /** Since when each sync has failed with `api_blocked`. Null after a read day, a success or another refusal. */
  readonly blockedSince: EpochMilliseconds | null
  /** The newest seats that the API reported. Null before the first report. Kept after a disconnect. */
  readonly seats: Seats | null
  /** When the API was last asked for the seats. Null if it was never asked. */
  readonly seatsAskedAt: EpochMilliseconds | null
  /** The open invitation to save a key. Null if there is none. */
  readonly invitation: StoredInvitation | null
  /** When somebody last asked for a reconciliation of every month. Null if nobody did. */
  readonly checkRequestedAt: EpochMilliseconds | null
  /**
   * What the log says about the connection, so that each change is announced once. Null before the first run of the
   * sync.
   */
  readonly announced: AnnouncedState | null
}

/** What was announced about a connection in the log. */
export interface AnnouncedState {
  /** The problem that an admin has to solve. Null if there is none, or if the end of the problem was announced. */
  readonly attention: ProblemCode | null
  /** Whether any day was read. */
  readonly hasData: boolean
  /** The newest day that was read. Null before the first one. */
  readonly newestDay: Day | null
  /** When `newestDay` was first seen. Before any day was read, this is when the key was saved. */
  readonly newestDayAt: EpochMilliseconds
  /** Whether it was announced that no newer day was read for too long. */
  readonly isLate: boolean
  readonly isDirectoryStale: boolean
  /** Number of Claude users without an employee. Null before the end of the first run of the sync. */
  readonly unmatched: number | null
}

/** An invitation to save a key. Its secret is not stored. */
export interface StoredInvitation {
  /** The SHA-256 hash of the secret, as base64url. */
  readonly hash: string
  readonly expiresAt: EpochMilliseconds
}

/** What an account keeps, and for how long. */
export interface AccountPolicy {
  /** The first day that is read and kept. Null for everything that Claude still has. */
  readonly historyFrom: Day | null
  /** How long usage is kept, in days. Null keeps it for good. */
  readonly usageRetentionDays: number | null
  /** How long entries of the log are kept, in days. */
  readonly accessRetentionDays: number
  /** Maximum age of the directory, in hours. */
  readonly directoryMaxAgeHours: number
}

/** Claude users to exclude, and to no longer exclude. */
export interface ExclusionChanges {
  readonly exclude: readonly ClaudeUserId[]
  /** Each Claude user to no longer exclude, with the employee they belong to. */
  readonly readmit: readonly { readonly claudeUserId: ClaudeUserId; readonly employeeId: EmployeeId }[]
}

/** The read state of one day of one account. */
export interface LedgerEntry {
  readonly day: Day
  /** The last complete reading. Null until the first one. */
  readonly read: {
    readonly at: EpochMilliseconds
    /** The newest day that the API served at that time. */
    readonly latestDay: Day
    /** The source of the skill counts. */
    readonly skills: UsageSource
    /** The source of the connector counts. */
    readonly connectors: UsageSource
    /** Number of Claude users with a row. */
    readonly claudeUsers: number
    /** Number of API requests that the reading took. */
    readonly requests: number
    /** Number of complete readings of this day so far. */
    readonly readCount: number
    /**
     * Number of rows in the list of users that name no known Claude user. Such a row may belong to any Claude user
     * without a row on this day, so the usage of those Claude users is unknown, not zero.
     */
    readonly unattributedRows: number
    /** Number of rows that the API returned again with other counts. The later counts were stored. */
    readonly changedRows: number
  } | null
  /** The last attempt, if it failed. Null after a success. */
  readonly failure: {
    readonly at: EpochMilliseconds
    /** A day failure code. */
    readonly code: string
    /** Number of consecutive attempts that failed with this code. */
    readonly attempts: number
    /** When to retry. */
    readonly dueAt: EpochMilliseconds
  } | null
}

/** The counters of one Claude user on one day. */
export interface UsageDay {
  readonly claudeUserId: ClaudeUserId
  readonly counters: Counters
}

/**
 * A complete reading of one day: its ledger entry and all rows.
 *
 * An adapter may iterate `claudeUsers` and `usage` several times. It should process them in chunks instead of copying
 * them as a whole, because a day of a large organization has 100,000 rows.
 */
export interface DayReading {
  readonly entry: LedgerEntry
  /**
   * The Claude users of the reading. `email` is null if the API gave no address. All other Claude users stay unchanged.
   */
  readonly claudeUsers: Iterable<ClaudeUser>
  readonly usage: Iterable<UsageDay>
}

/**
 * The result of a check of a month against Claude's totals:
 *
 * - `equal`: everyone's compared figures are equal.
 * - `differs`: some figures still differ after the days were read again.
 * - `not_comparable`: the totals cannot be read, or disagree with most people's figures.
 */
export type CheckResult = 'equal' | 'differs' | 'not_comparable'

/** The checks of one month against Claude's totals. */
export interface MonthCheck {
  /** The first day of the month. */
  readonly month: Day
  /** The last finished check. Null until the first one. */
  readonly finished: {
    readonly at: EpochMilliseconds
    /** When the first check finished. */
    readonly firstAt: EpochMilliseconds
    readonly result: CheckResult
    /** Why the month is not comparable: the code of an `AnalyticsError`, or `disagreement`. Null otherwise. */
    readonly reason: string | null
    /** The counters that were compared. */
    readonly counters: readonly CounterId[]
    /** Number of finished checks. */
    readonly count: number
  } | null
  /** The check in progress. Null if there is none. */
  readonly pending: {
    /** Every day of the month that was last read before this time has to be read again. Null if no day has to be. */
    readonly repairSince: EpochMilliseconds | null
    /** Number of attempts that failed. */
    readonly attempts: number
  } | null
}

/** A figure that differs from Claude's total of a month. */
export interface Finding {
  /** The first day of the month. */
  readonly month: Day
  readonly claudeUserId: ClaudeUserId
  readonly counter: CounterId
  /** The sum of the stored days. */
  readonly stored: number
  /** Claude's total. Null if Claude gives no total of this Claude user. */
  readonly claude: number | null
}

/** The sums of one Claude user's days. */
export interface UserSums {
  readonly claudeUserId: ClaudeUserId
  readonly sums: CounterSums
}

/** Links to set and to remove. If a Claude user is in both lists, the link is set. */
export interface LinkChanges {
  readonly set: readonly Link[]
  readonly remove: readonly ClaudeUserId[]
  /** The admin who made the changes. Null if the matching rules made them. The rules never change a manual link. */
  readonly by: EmployeeId | null
  readonly at: EpochMilliseconds
}

/** An address of an employee with a participation other than `included`, now or when they left the directory. */
export interface AddressMark {
  /** From `hashProtectedAddress`. */
  readonly subject: string
  /** From `hashEmployee`. */
  readonly owner: string
}

/** The stored facts that decide about a request, as of one moment. */
export interface AuthorizationFacts {
  /** A number that starts at 0 and grows whenever ids lose their owners. It outlives an erasure of the account. */
  readonly idVersion: number
  /** Null if the viewer is not in the directory. */
  readonly viewer: Pick<Employee, 'archivedOn'> | null
  /** Null if the request has no subject, or if the subject is not in the directory. */
  readonly subject: (Pick<Employee, 'id' | 'participation'> & { readonly isVisible: boolean }) | null
  /** As `getDirectoryReading` returns it. */
  readonly directoryReading: DirectoryReading | null
  /** Null if no period was given. */
  readonly period: PeriodFacts | null
}

/** What is stored about a period, apart from usage. */
export interface PeriodFacts extends Pick<ConnectionRecord, 'latestDay' | 'notServedThrough'> {
  /** The kept days of the period that were read, oldest first. */
  readonly days: readonly ReadDay[]
  /** As `listMonthChecks` returns them. */
  readonly checks: readonly MonthCheck[]
}

/** The stored Claude users, employees and links of an account. */
export interface StoredPeople {
  readonly accountId: AccountId
  readonly claudeUsers: readonly ClaudeUser[]
  readonly employees: readonly Employee[]
  readonly links: readonly Link[]
  /** The protected Claude users, as `listProtectedUsers` returns them. */
  readonly protectedUsers: ReadonlySet<ClaudeUserId>
  /** The candidates of each Claude user with a stored mapping in the state `conflict`. */
  readonly conflicts: ReadonlyMap<ClaudeUserId, readonly EmployeeId[]>
  readonly addressMarks: readonly AddressMark[]
  /** For each Claude user that is linked to nobody now, the employee it was last linked to, according to the log. */
  readonly lastLinked: ReadonlyMap<ClaudeUserId, EmployeeId>
  /** The `idVersion` of `AuthorizationFacts`. */
  readonly idVersion: number
}

/** The result of the first step of `decideLinks`: the Claude users to look up, and the second step. */
export interface LinkDecision {
  /** The Claude users for which `decideChanges` needs the first active day. */
  readonly claudeUserIds: readonly ClaudeUserId[]
  /**
   * Returns the changes to apply.
   * @param firstActive - The first active days of `claudeUserIds`, as `findFirstActiveDays` returns them.
   */
  readonly decideChanges: (firstActive: ReadonlyMap<ClaudeUserId, Day>) => DecidedLinks
}

/** The result of the second step of `decideLinks`. */
export interface DecidedLinks {
  /** The changes to apply, in order. */
  readonly changes: readonly LinkChanges[]
  /** The mapping of every Claude user after the changes, to store. The field `link` of a mapping is not stored. */
  readonly mappings: readonly Mapping[]
  /** Claude users to protect. */
  readonly protect: readonly ClaudeUserId[]
  /** Claude users to no longer protect. */
  readonly unprotect: readonly ClaudeUserId[]
  /** Address marks to add and to remove. They outlive an erasure of the account. `@default` none */
  readonly addressMarks?: { readonly add: readonly AddressMark[]; readonly remove: readonly AddressMark[] } | undefined
}

/**
 * Position in the list of mappings: the index in core's `mappingStates`, the address or an empty string, and the id.
 */
export type MappingPosition = readonly [state: number, email: string, id: string]

/** A part of the list of mappings. */
export interface MappingQuery {
  /** The state of the Claude users. `@default` every state */
  readonly state?: MappingState | undefined
  /**
   * Each word of this text must occur in the Claude user's address or id, or in the linked employee's name or
   * addresses. Case and accents are ignored.
   */
  readonly search: string
  /** Only Claude users after this position. Null for the beginning. */
  readonly after: MappingPosition | null
  readonly limit: number
}

/** Number of Claude users in each state. `stale` counts those that are new or have a new address since the decision. */
export type MappingCounts = Readonly<Record<MappingState | 'stale', number>>

/** The link of a Claude user, without the Claude user's id. Null if there is no link. */
export type LinkState = Omit<Link, 'claudeUserId'> | null

/** A recorded change to the link of one Claude user. */
export interface LinkChangeRecord {
  readonly claudeUserId: ClaudeUserId
  readonly at: EpochMilliseconds
  /** The admin who made the change. Null if the matching rules made it. */
  readonly by: EmployeeId | null
  readonly from: LinkState
  readonly to: LinkState
  /** Whether the account, and with it the link, was erased after the change. */
  readonly isBeforeErasure: boolean
}

/** When an account's directory was last stored as a whole, by the storage's clock. */
export interface DirectoryReading {
  readonly at: EpochMilliseconds
  /** Time since `at`, by the storage's clock. Negative if that clock was set back since. */
  readonly ageMs: number
}

/** The stored status of an account's directory. */
export interface DirectoryRecord {
  /** Number of employees in the directory in use. */
  readonly employees: number
  /** Why a newer directory is not in use. Null if the newest directory is in use. */
  readonly heldBack: {
    readonly reason: NonNullable<DirectoryStatus['heldBack']>['reason']
    readonly at: EpochMilliseconds
    readonly message: string
  } | null
  /** Problems found in the directory in use. */
  readonly problems: readonly DirectoryProblem[]
}

/** Options of writes to the directory. */
export interface DirectoryOptions {
  /** When these employees take effect, in the log and in the reporting lines. `@default` the storage's time */
  readonly at?: EpochMilliseconds | undefined
  /**
   * Returns the keys of an address. If a write contains an erased employee, it stores the keys of their addresses, so
   * that `eraseByAddress` recognizes further Claude users of this employee.
   * @default the normalized address is the only key
   */
  readonly listEmailKeys?: ((email: string) => readonly string[]) | undefined
}

/** A change of an employee's id by the host. */
export interface EmployeeRename {
  /** The id until now. */
  readonly from: EmployeeId
  /** The id from now on. */
  readonly to: EmployeeId
}

/** The outcome of `renameEmployees`. */
export interface EmployeeRenameOutcome {
  /** Number of employees who have a new id now, erased employees included. */
  readonly renamed: number
  /** Ids in `from` that nothing is stored about. */
  readonly unknownIds: readonly EmployeeId[]
  /** Ids in `to` that already belong to someone else. Nothing was changed if there are any. */
  readonly takenIds: readonly EmployeeId[]
}

/** A group of people: everyone below a manager, at any depth, or everyone in the directory. */
export type GroupScope = Exclude<VisibilityScope, { readonly among: unknown }>

/** What happened, as the log stores it. */
export type StoredLogEvent =
  | Exclude<LogEvent, { readonly kind: 'link_changed' | 'employees_renamed' | 'participation_changed' }>
  | {
      readonly kind: 'link_changed'
      readonly claudeUserId: ClaudeUserId
      readonly from: LinkState
      readonly to: LinkState
    }
  | {
      readonly kind: 'employees_renamed'
      readonly employees: number
      /** Identifies the pairs of ids. */
      readonly digest: string
    }
  | { readonly kind: 'participation_changed'; readonly from: Participation; readonly to: Participation }

/** A stored entry of the log. */
export interface StoredLogEntry {
  /** A random UUID. It orders entries of the same time. */
  readonly id: string
  readonly at: EpochMilliseconds
  /** Who did it: an employee, or a name that the host gave. Null if no person did it. */
  readonly actorId: EmployeeId | null
  /** The manager that the actor stood in for. Null if the actor did it in their own right. */
  readonly actingForId: EmployeeId | null
  /** Always `account` for a change of a link. Such an entry is about the employees of its `from` and `to`. */
  readonly about: LogSubject<EmployeeId>
  readonly event: StoredLogEvent
}

/** An entry to add to the log. Changes of links are added by the operation that makes them. */
export interface NewLogEntry extends StoredLogEntry {
  readonly event: Exclude<StoredLogEvent, { readonly kind: 'link_changed' }>
  /**
   * The reporting lines that decided the members of a read group. The entry is about everyone who was in the group by
   * any of these lines. By default, the lines in effect at `at`.
   */
  readonly lines?: LineRange | undefined
  /**
   * The `idVersion` of `AuthorizationFacts` when the ids of the entry were looked up. The entry is refused if one of
   * its ids has lost its owner since. By default, this is not checked.
   */
  readonly idVersion?: number | undefined
}

/** The reporting lines in effect at any time between two results of `getLinesChangedAt`, both included. */
export interface LineRange {
  readonly from: EpochMilliseconds
  readonly until: EpochMilliseconds
}

/** The position of an entry in the log. */
export type LogPosition = Pick<StoredLogEntry, 'at' | 'id'>

/** A page of the log: at most `limit` entries, newest first, all older than the position `before` unless it is null. */
export interface LogPageQuery {
  readonly before: LogPosition | null
  readonly limit: number
}

/** Options of `eraseEmployee`. */
export interface EraseEmployeeOptions {
  /** Claude users to erase although they are not linked to the employee. */
  readonly claudeUserIds: readonly ClaudeUserId[]
  /**
   * Claude users that may also belong to somebody else. Their usage is deleted, and new usage is kept from today on, by
   * the storage's time. The same happens to Claude users with a stored conflict that has the employee as a candidate.
   */
  readonly sharedClaudeUserIds: readonly ClaudeUserId[]
  /** Keys of the addresses by which `eraseByAddress` recognizes further Claude users of the employee. */
  readonly emailKeys: readonly string[]
  readonly pseudonym: EmployeeId
}

/** What is stored about an employee, besides the directory entry and the log. */
export interface EmployeeData {
  /** Oldest first. `from` is null for a line of the first directory. `until` is null for a line that is in effect. */
  readonly reportingLines: readonly {
    readonly managerId: EmployeeId | null
    readonly from: EpochMilliseconds | null
    readonly until: EpochMilliseconds | null
  }[]
  /** The linked Claude users, ordered by id, with their stored days, oldest first. */
  readonly claudeUsers: readonly {
    readonly id: ClaudeUserId
    readonly email: string | null
    readonly method: Link['method']
    /** As the last decision stored it. */
    readonly mapping: Pick<Mapping, 'state' | 'reason'> | null
    readonly days: readonly { readonly day: Day; readonly counters: Counters }[]
    /** Oldest month first, in the order of the counters. */
    readonly findings: readonly Omit<Finding, 'claudeUserId'>[]
  }[]
}

/** Options of reads that can take long. */
export interface ReadOptions {
  /** Aborts the read. The read rejects with the signal's reason, and the database stops working on it if possible. */
  readonly signal?: AbortSignal | undefined
}

/** The usage of one employee. */
export interface EmployeeUsage {
  readonly sums: EmployeeSums
  /** Number of Claude users linked to the employee, without those that are not kept at all. */
  readonly claudeUsers: number
  /** The first kept days of these Claude users. A Claude user without a first kept day of its own is left out. */
  readonly userKeptFrom: readonly Day[]
  /** The account's first kept day. Null if everything is kept. */
  readonly keptFrom: Day | null
  /** The employee's first day in the directory. Null if the employee has none, or is not in the directory. */
  readonly startedOn: Day | null
  /** The employee's archived date in the directory. Null if the employee has none, or is not in the directory. */
  readonly archivedOn: Day | null
  /**
   * The days of `days` on which the employee was active, as core's `isActive` decides
   * for each row, oldest first.
   */
  readonly activeDays: readonly ActiveDay[]
  /** How the employee takes part. `included` for someone who is not in the directory. */
  readonly participation: Participation
  /**
   * The read days of the period and of the earlier days that the period is compared with. They come from the same
   * snapshot as the sums, so a day that is being written is in both the days and the sums, or in neither.
   */
  readonly days: readonly ReadDay[]
}

/**
 * Thrown when a sync runner writes a day, a ledger entry, totals or a check after it lost its lease. Nothing was
 * written.
 */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  readonly code = 'lease_lost'
}

/**
 * Storage of all accounts. Implement it to use another database, and check the implementation with `storageSuite` from
 * `@windmill/claude-server/testing`.
 *
 * - Every operation except `migrate`, `close`, `listConnections`, `listSyncRequests`, `listLoggedAccounts`,
 *   `listAccountsWithUnsentEntries` and `updateBudget` covers one account. Operations work on sets: the database sums,
 *   groups and counts.
 * - Every write is idempotent: repeating it has no further effect. There are exceptions: `updateBudget` does what its
 *   caller decides, `acquireLease` and `nextDirectoryVersion` return a new number, and `claimUnsentEntry` does not
 *   return an entry again while it is claimed.
 * - A write with a Claude user id or employee id that cannot be stored is refused with a `StorageError` (`id_invalid`).
 *   Reads never find such an id. There are two exceptions: removing the link of such a Claude user does nothing, and
 *   `saveDirectoryStatus` replaces the characters.
 */
export interface StorageAdapter {
  /**
   * Maximum number of concurrent heavy reads, so that connections are left for everything else. Heavy reads are the
   * operations that take `ReadOptions`.
   * @default 4
   */
  readonly maxHeavyReads?: number

  /** Creates or updates the tables. Safe to call at every start, even by several processes at once. */
  migrate(): Promise<void>
  /** Closes the connections that the adapter opened itself. Pools and instances of the host stay open. */
  close(): Promise<void>

  /** Returns the connections of all accounts, in any order. */
  listConnections(): Promise<readonly ConnectionRecord[]>
  /** Returns the account's connection. Null if none was saved. */
  getConnection(accountId: AccountId): Promise<ConnectionRecord | null>
  /**
   * Inserts or replaces the account's connection. A connection with a key also reopens the account, in the same
   * transaction, so that a connected account never counts as erased.
   */
  saveConnection(record: ConnectionRecord): Promise<void>
  /** Updates the given fields of an existing connection. Does nothing if the account has none. */
  updateConnection(accountId: AccountId, changes: Partial<Omit<ConnectionRecord, 'accountId'>>): Promise<void>
  /** Replaces the account's invitation. Inserts a disconnected connection if the account has none. */
  saveInvitation(accountId: AccountId, invitation: StoredInvitation): Promise<void>
  /**
   * Replaces the account's connection as `saveConnection` does, if the stored invitation still has this hash.
   * Otherwise, the invitation was used, replaced or revoked before this call, and nothing changes. Of concurrent calls,
   * at most one replaces the connection.
   * @param record - With a key and without an invitation.
   * @returns Whether the connection was replaced.
   */
  acceptInvitation(record: ConnectionRecord, hash: string): Promise<boolean>
  /**
   * Replaces the account's sealed key if it still is `from`. Otherwise, the key was replaced or removed before this
   * call, and nothing changes.
   * @returns Whether the key was replaced.
   */
  replaceSealedKey(accountId: AccountId, from: string, to: string): Promise<boolean>
  /**
   * Stores the request of a sync, so that any process can serve it. It replaces an earlier request. Does nothing if the
   * account has no connection.
   */
  requestSync(accountId: AccountId, requestId: string): Promise<void>
  /** Returns the id of the request that is not served yet. Null if there is none. */
  getSyncRequest(accountId: AccountId): Promise<string | null>
  /** Removes the request. Does nothing if a later request replaced it. */
  finishSyncRequest(accountId: AccountId, requestId: string): Promise<void>
  /** Returns the accounts with a request that is not served yet, in any order. */
  listSyncRequests(): Promise<readonly AccountId[]>
  /**
   * Deletes all data of the account and revokes its lease. Only the log stays, and the hashes of everything that is not
   * kept and of protected Claude users. Later leases still get higher tokens than the leases before the erasure. After
   * the erasure, nothing of the account's directory is stored until `reopenAccount` or the next key: `replaceDirectory`
   * returns false, and `upsertEmployees` and `saveDirectoryStatus` do nothing.
   */
  eraseAccount(accountId: AccountId): Promise<void>
  /** Lets the directory of an erased account be stored again. Does nothing if the account is not erased. */
  reopenAccount(accountId: AccountId): Promise<void>
  /** Whether the account was erased and not reopened since. */
  isAccountErased(accountId: AccountId): Promise<boolean>

  /** Returns the policy that was applied last. Null if none was applied. */
  getPolicy(accountId: AccountId): Promise<AccountPolicy | null>
  /**
   * Applies a policy, and stores it. Does nothing if the account has no connection.
   *
   * It sets the account's first kept day: the later of `historyFrom` and today − `usageRetentionDays`, by the storage's
   * time. No operation returns anything of earlier days, and nothing is written for them. `deleteNotKept` deletes them
   * 24 hours later. Within these 24 hours, a new policy that keeps the earlier days shows them again. After these
   * 24 hours, the first kept day never moves back, not even after an erasure.
   */
  applyPolicy(accountId: AccountId, policy: AccountPolicy): Promise<void>
  /** Returns the account's first kept day. Null if everything is kept. */
  getKeptFrom(accountId: AccountId): Promise<Day | null>
  /**
   * Deletes everything that stopped being kept at least 24 hours ago, by the storage's time: days of the account with
   * their ledger entries and published weeks, and everything about excluded Claude users except a manual link. The
   * first active day of all other Claude users stays. Deletes in batches, and can be repeated after an interruption.
   */
  deleteNotKept(accountId: AccountId): Promise<void>
  /**
   * Excludes Claude users, and readmits other Claude users. Nothing of an excluded Claude user is returned or written
   * from now on. 24 hours later, `deleteNotKept` deletes everything that is stored about them.
   *
   * If a stored Claude user is readmitted within these 24 hours, nothing of them is lost, and the days that were read
   * during the exclusion are due again. Every other readmitted Claude user is kept from the day on which the exclusion
   * of the employee ended, or from today on if that day is not known, by the storage's time. Claude users in `readmit`
   * who are not excluded stay unchanged.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing changed then.
   */
  excludeClaudeUsers(accountId: AccountId, changes: ExclusionChanges): Promise<void>
  /** Whether the account has any excluded or erased employee or Claude user. */
  hasExclusions(accountId: AccountId): Promise<boolean>
  /**
   * Applies the erasures of employees to the given Claude users with an address of an erased employee. A Claude user
   * without an owner is erased, as if it had been known when the employee was erased. If a Claude user with an owner is
   * not stored yet, earlier usage may be the erased employee's. So usage is kept only from the day of the erasure on,
   * or, if the erasure was lifted, from the day on which it was lifted.
   * @param emailKeys - The keys of each Claude user's address. One key of an erased employee is enough.
   * @param ownedIds - The Claude users that are linked, or have an address of somebody in the directory.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing changed then.
   */
  eraseByAddress(
    accountId: AccountId,
    emailKeys: ReadonlyMap<ClaudeUserId, readonly string[]>,
    ownedIds: ReadonlySet<ClaudeUserId>,
  ): Promise<void>

  // Leases, budgets and the time of a reading of the directory follow the storage's own clock, because the clocks of
  // servers differ and can be set.

  /**
   * Makes the caller the account's only sync runner for `ttlMs`. All runners use the same `ttlMs`, so a lease with more
   * time left was acquired while the clock was ahead. Such a lease counts as expired.
   * @returns A token above 0. No other account has had it, and all earlier tokens of the account are lower. Null if any
   * runner has an unexpired lease.
   */
  acquireLease(accountId: AccountId, ttlMs: number): Promise<number | null>
  /**
   * Extends a lease to `ttlMs` from now. An expired lease can be extended until another runner acquires one.
   * @returns False if the lease was released, revoked or taken over. Nothing changed then.
   */
  renewLease(accountId: AccountId, token: number, ttlMs: number): Promise<boolean>
  /** Releases a lease, so that another runner can acquire one at once. Does nothing if it was revoked or taken over. */
  releaseLease(accountId: AccountId, token: number): Promise<void>
  /**
   * Revokes the account's lease. Later calls of `writeDay`, `writeLedgerEntry`, `publishTotals` and `saveMonthCheck`
   * with its token are rejected.
   */
  revokeLease(accountId: AccountId): Promise<void>
  /** Returns the account's unexpired lease, of a runner in any process. Null if there is none. */
  getLease(accountId: AccountId): Promise<{ readonly token: number; readonly remainingMs: number } | null>

  /**
   * Updates the state of a request budget atomically: each of several concurrent updates sees the state that the
   * previous update left. A state that nobody updated for a day may be deleted.
   * @param budgetId - `organization:<id>` or `key:<hash of the key>`. Not an account id: accounts can share a budget.
   * @param update - Returns the new state. Called again when another update came first. `state` is null if none is
   *   stored, and `now` is the storage's time.
   */
  updateBudget(budgetId: string, update: (state: string | null, now: EpochMilliseconds) => string): Promise<void>

  /** Returns the ledger of the kept days, oldest day first, limited to the days of `period` if given. */
  readLedger(accountId: AccountId, period?: Period): Promise<readonly LedgerEntry[]>
  /**
   * Stores a reading in one transaction: Claude users, usage and the ledger entry.
   *
   * - A stored e-mail is replaced only by a non-null e-mail from the same day or a later day.
   * - A row of the reading replaces the stored row of the same Claude user. Stored rows that the reading lacks are
   *   kept.
   * - A day or a Claude user that is not kept is left out, and not counted in the ledger entry's number of Claude
   *   users.
   * - If a reading has several rows for one Claude user, the last row counts. Of several e-mails, the last non-null one
   *   counts.
   * @returns Whether a Claude user is new or has a new e-mail, so that links have to be decided again.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
   * @throws `StorageError` (`count_invalid`) if a counter is not an integer from 0 to 2³¹ − 1. Nothing was written
   * then.
   * @throws `StorageError` (`id_invalid`) for a Claude user id that cannot be stored. Nothing was written then.
   */
  writeDay(accountId: AccountId, token: number, reading: DayReading): Promise<boolean>
  /**
   * Stores only a ledger entry, for a day that could not be read.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
   */
  writeLedgerEntry(accountId: AccountId, token: number, entry: LedgerEntry): Promise<void>

  /**
   * Publishes the totals of an ISO week: counts the Claude users who were active, rounds with core's `roundCount`, and
   * stores the result. Does nothing if the week is already published, or if core's `findSettledWeeks` does not find it
   * in the stored ledger. So a published week never changes, whatever is written later.
   * @param start - The Monday of the week.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
   */
  publishTotals(accountId: AccountId, token: number, start: Day): Promise<void>
  /** Returns the published weeks of kept days, oldest first. */
  listPublishedTotals(accountId: AccountId): Promise<readonly WeekTotals[]>

  /** Returns a version higher than all earlier ones. Call it before reading a directory, to order concurrent reads. */
  nextDirectoryVersion(accountId: AccountId): Promise<number>
  /**
   * Replaces the stored directory, and sets the time of the reading. Employees stay unchanged if `upsertEmployees`
   * stored them after `version` was created. If `employees` has several entries with the same id, the last one counts.
   * Adds an entry to the log for each stored employee with a changed participation.
   * @param options.version - The number that `nextDirectoryVersion` returned before the directory was read. By default,
   * a new version.
   * @returns False if a directory with a higher version is stored, or the account is erased. Nothing changed then.
   */
  replaceDirectory(
    accountId: AccountId,
    employees: readonly Employee[],
    options?: DirectoryOptions & { readonly version?: number | undefined },
  ): Promise<boolean>
  /**
   * Inserts employees, or replaces those with the same id. Of several entries with the same id, the last one counts.
   * Adds an entry to the log for each stored employee with a changed participation.
   */
  upsertEmployees(accountId: AccountId, employees: readonly Employee[], options?: DirectoryOptions): Promise<void>
  /**
   * Changes employee ids everywhere, all at once or not at all: in the directory, as managers, in links, in reporting
   * lines and in the log. Swaps and chains (`a` to `b`, `b` to `c`) are one step. A directory that is being
   * read during the call is not stored. Stored mappings are deleted, so that the next decision stores new ones. Adds
   * the change to the log. If the last such entry has the same pairs, the call is a repeat and does nothing.
   *
   * No two employees become one. An id in `to` that is not itself renamed is taken in each of these cases:
   * - It is the id of an erased employee.
   * - It is in the directory, and `from` is in the directory too or is the id of an erased employee.
   * - It is not in the directory, but in a link or a reporting line, or the log has entries about it.
   * @param pairs - No two have the same `from` or the same `to`.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing changed then.
   */
  renameEmployees(
    accountId: AccountId,
    pairs: readonly EmployeeRename[],
    record: { readonly at: EpochMilliseconds; readonly by: string },
  ): Promise<EmployeeRenameOutcome>
  /** Returns an employee of the stored directory. Null for an unknown id. */
  getEmployee(accountId: AccountId, employeeId: EmployeeId): Promise<Employee | null>
  /** Returns the employees of the stored directory, in any order and limited to the ids in `among` if given. */
  listEmployees(accountId: AccountId, among?: readonly EmployeeId[]): Promise<readonly Employee[]>
  /**
   * Deletes everything about an employee, and about the Claude users that are given or linked, all at once. From now on
   * nothing of them is stored: the directory is stored without the employee, also as a manager, and days without the
   * Claude users. If `renameEmployees` changes the employee's id, the employee stays erased under the new id. In the
   * log and the reporting lines, a pseudonym takes the place of the employee's id and of the Claude users' ids.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing changed then.
   */
  eraseEmployee(accountId: AccountId, employeeId: EmployeeId, options: EraseEmployeeOptions): Promise<void>
  /**
   * Whether an id has lost its owner: the owner was erased and the erasure was not lifted since, or `renameEmployees`
   * gave the owner another id. Nevertheless, the directory can contain the id again.
   */
  isFormerId(accountId: AccountId, employeeId: EmployeeId): Promise<boolean>
  /** Lets an erased employee be stored again, and their Claude users from today on, by the storage's time. */
  liftErasure(accountId: AccountId, employeeId: EmployeeId): Promise<void>
  /** Returns what is stored about an employee, besides the directory entry and the log. */
  readEmployeeData(accountId: AccountId, employeeId: EmployeeId): Promise<EmployeeData>
  /**
   * Returns when a reporting line last began or ended. 0 before the first change. It grows by at least a millisecond
   * with each change, even if the time of the change is earlier, because the clocks of servers differ. So equal results
   * before and after a read mean that the read found the same lines.
   */
  getLinesChangedAt(accountId: AccountId): Promise<EpochMilliseconds>
  /** Returns all managers above an employee, nearest first: the same managers as core's `listManagers`. */
  listManagers(accountId: AccountId, employeeId: EmployeeId): Promise<readonly Employee[]>
  /**
   * Returns at most `limit` employees with every word of `search` in their name or e-mails, ignoring case and accents.
   * Employees who are still employed on day `on` come first. Both groups are ordered by name.
   */
  searchEmployees(accountId: AccountId, search: string, on: Day, limit: number): Promise<readonly Employee[]>
  /** Returns when `replaceDirectory` last stored a directory. Null if it never did. */
  getDirectoryReading(accountId: AccountId): Promise<DirectoryReading | null>
  /** Inserts or replaces the account's directory status. */
  saveDirectoryStatus(accountId: AccountId, status: DirectoryRecord): Promise<void>
  /** Returns the account's directory status. Null if none was saved. */
  getDirectoryStatus(accountId: AccountId): Promise<DirectoryRecord | null>

  /** Returns all Claude users of the account except excluded ones, in any order. */
  listClaudeUsers(accountId: AccountId): Promise<readonly ClaudeUser[]>
  /** Returns the last kept active day of each Claude user in `among`. Claude users without one are left out. */
  findLastActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  /**
   * Returns the first active day of each Claude user in `among`, even if it is no longer kept. Claude users without
   * activity are left out.
   */
  findFirstActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  /** Returns all links of the account, in any order. */
  listLinks(accountId: AccountId): Promise<readonly Link[]>
  /**
   * Changes links, based on the stored people. Applies all changes in order, or none, and records each link that
   * changed.
   *
   * Decisions of one account are serialized: each decision sees the changes of earlier decisions and the newest
   * directory.
   * @param decide - Called with the stored people. If `decide` or `decideChanges` throws, the error is rethrown and
   *   nothing changed.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing changed then.
   */
  decideLinks(accountId: AccountId, decide: (people: StoredPeople) => LinkDecision): Promise<void>
  /**
   * Returns the protected Claude users, as `decideLinks` stored them: those that belong to somebody with the
   * participation `totals`, or to somebody who left the directory with this participation. After an erasure of the
   * account, a protected Claude user that is stored again is protected from the next decision on. That decision already
   * sees it as protected.
   */
  listProtectedUsers(accountId: AccountId): Promise<ReadonlySet<ClaudeUserId>>
  /**
   * Finds the given Claude users, stored or not, that no count may reveal:
   * - excluded, erased and protected Claude users,
   * - Claude users without a link that have an address of somebody with a participation other than `included`, now or
   *   when they left the directory,
   * - Claude users without a link and without an owner that have an address of an erased employee.
   * @param emailKeys - The keys of each Claude user's address. Empty for a Claude user without an address.
   * @param ownedIds - The Claude users with an address of somebody in the directory.
   */
  findHiddenUsers(
    accountId: AccountId,
    emailKeys: ReadonlyMap<ClaudeUserId, readonly string[]>,
    ownedIds: ReadonlySet<ClaudeUserId>,
  ): Promise<ReadonlySet<ClaudeUserId>>
  /** Counts the Claude users by the state that the last decision stored. Leaves out the users of excluded employees. */
  countMappings(accountId: AccountId): Promise<MappingCounts>
  /**
   * Returns stored mappings with the current links, ordered by position. A Claude user is left out if it
   * has no stored mapping, or if it is linked to an excluded employee.
   */
  listMappings(accountId: AccountId, query: MappingQuery): Promise<readonly Mapping[]>
  /** Returns the stored mapping of a Claude user. Null if `listMappings` leaves it out. */
  getMapping(accountId: AccountId, claudeUserId: ClaudeUserId): Promise<Mapping | null>
  /** Returns all changes to the link of a Claude user, newest first. */
  listLinkChanges(accountId: AccountId, claudeUserId: ClaudeUserId): Promise<readonly LinkChangeRecord[]>
  /** Returns the newest change to the link of each Claude user in `among`, in any order. */
  listLatestLinkChanges(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<readonly LinkChangeRecord[]>
  /**
   * Counts all Claude users, the Claude users that are linked to an employee in the directory (`matched`), and those
   * that an admin has set aside (`ignored`). The counts leave out the Claude users of excluded employees.
   */
  countPeople(accountId: AccountId): Promise<NonNullable<ConnectionResponse['people']>>

  /**
   * Reads the facts that decide about a request, all as of the same moment. The subject is visible if
   * `listVisibleEmployees` would return them.
   * @param subject - The employee that the request is about, if there is one.
   * @param period - The period of the requested figures, if there is one.
   */
  readAuthorizationFacts(
    viewer: Viewer,
    subject: EmployeeId | null,
    on: Day,
    period?: Period,
  ): Promise<AuthorizationFacts>

  /**
   * Returns the employees of a scope that the viewer may see on day `on`. Callers treat all others like unknown ids.
   *
   * The result has the same employees as the result of core's `listVisible`. For a scope with `among`, they are in the
   * order of `among`; otherwise in any order.
   */
  listVisibleEmployees(
    viewer: Viewer,
    scope: VisibilityScope,
    on: Day,
    options?: ReadOptions,
  ): Promise<readonly EmployeeId[]>

  /**
   * Sums the usage of an employee's linked Claude users three times: over each bucket of a period, over the days of the
   * period up to `comparedTo`, and over the earlier days that these days are compared with. Buckets are keyed by their
   * first day, as in core's `splitIntoBuckets`. Buckets without rows are left out. Activity after the employee's
   * archived date is ignored. An excluded employee has no Claude users.
   * @param comparedTo - The last compared day, in the period. By default, the last day of the period.
   */
  sumEmployeeUsage(
    accountId: AccountId,
    employeeId: EmployeeId,
    period: Period,
    bucket: Bucket,
    comparedTo?: Day,
  ): Promise<EmployeeUsage>
  /**
   * Sums the usage of each employee below a manager, at any depth, as `sumEmployeeUsage` does. Employees who left
   * before the period or started after it are left out, and those with the participation `totals` are only counted.
   * @param on - The day on which the viewer must be allowed to see the employees.
   * @returns Null if the viewer may not see the team, as core's `canViewTeam` decides.
   */
  sumTeamUsage(
    viewer: Viewer,
    managerId: EmployeeId,
    query: TeamUsageQuery,
    on: Day,
    options?: ReadOptions,
  ): Promise<TeamUsage | null>
  /**
   * Counts the active employees of a group, and the employees by engagement. Activity before an employee's first day is
   * ignored.
   * @param on - The day on which the viewer must be allowed to see the employees.
   * @returns Null for an archived viewer, for `all` if the viewer may not see everyone, and for `below` if the viewer
   *   may not see the team or nobody is in it.
   */
  sumAdoption(
    viewer: Viewer,
    scope: GroupScope,
    query: AdoptionUsageQuery,
    on: Day,
    options?: ReadOptions,
  ): Promise<AdoptionUsage | null>
  /**
   * Yields pages with one row for each active day of each employee. The rows of one employee are consecutive and
   * ordered by day. Each page is read when it is requested, and has only employees that the viewer may see at that
   * time, without those with the participation `totals` or `excluded`. Between pages, the event loop runs, so that an
   * export does not delay the other work of the process.
   * @param subjects - The employees to export.
   * @param on - The day on which the viewer must be allowed to see the employees.
   */
  readExport(
    viewer: Viewer,
    subjects: readonly EmployeeId[],
    period: Period,
    on: Day,
    options?: ReadOptions,
  ): AsyncIterable<readonly ExportRow[]>
  /**
   * Returns which figures changed after a position. Every write that changes the result of `readFigures` gives the
   * change a number in the same transaction: one number per day or per employee. Numbers are in the order in which the
   * writes become visible, so a change that becomes visible later always has a higher number.
   * @param after - Null for the beginning, which returns every day and `everyone`, but no `employees`. A position that
   *   the account never had, such as one from before its database was restored, returns every change.
   * @param limit - Maximum number of `employees`.
   */
  listChanges(accountId: AccountId, after: ChangePosition | null, limit: number): Promise<ChangedFigures>
  /**
   * Returns the figures of employees with the participation `included` and a Claude user, by day. All others are
   * treated like unknown ids.
   */
  readFigures(accountId: AccountId, query: FiguresQuery, options?: ReadOptions): Promise<FiguresPage>
  /**
   * Completes the activity index with the days that an older version of this code wrote without it. Until this is done,
   * `sumAdoption` treats such days as not read.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease. Some days may be done then.
   */
  completeActivityIndex(accountId: AccountId, token: number): Promise<void>
  /** Returns the checks of the months that are kept, oldest month first. */
  listMonthChecks(accountId: AccountId): Promise<readonly MonthCheck[]>
  /**
   * Stores the checks of a month.
   * @param findings - The new findings of the month, which replace the stored ones. Undefined keeps the stored ones.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
   * @throws `StorageError` (`id_invalid`) for a Claude user id that cannot be stored. Nothing was written then.
   */
  saveMonthCheck(
    accountId: AccountId,
    token: number,
    check: MonthCheck,
    findings?: readonly Omit<Finding, 'month'>[],
  ): Promise<void>
  /**
   * Returns the findings of the months that are kept, ordered by month, Claude user and counter. A finding is left out
   * if its month is not kept for its Claude user.
   */
  listFindings(accountId: AccountId): Promise<readonly Finding[]>
  /**
   * Returns the counters of each month for which there is a finding about any employee in `among`, ordered by month and
   * counter. A finding is left out if the employee is excluded, if the month is not kept for the Claude user, or if the
   * month is after the archived date of the employee.
   * @param months - Limits the first days of the months.
   */
  listDifferingCounters(
    accountId: AccountId,
    among: readonly EmployeeId[],
    months: Period,
  ): Promise<readonly Pick<Finding, 'month' | 'counter'>[]>
  /**
   * Returns a page of the Claude users with any stored day, ordered by id, with the sums of their stored days in a
   * period. Claude users that are not kept are included.
   * @param page.after - The last Claude user of the previous page. Null for the first page.
   */
  sumClaudeUsers(
    accountId: AccountId,
    period: Period,
    page: { readonly after: ClaudeUserId | null; readonly limit: number },
  ): Promise<readonly UserSums[]>
  /** Returns the given Claude users for which a day is not kept, whether or not they are stored. */
  findUsersNotKept(accountId: AccountId, among: readonly ClaudeUserId[], day: Day): Promise<ReadonlySet<ClaudeUserId>>

  /** Returns all kept usage rows of a day, in any order. */
  readUsage(accountId: AccountId, day: Day): Promise<readonly UsageDay[]>

  /**
   * Adds entries to the log. A read, other than an export, is stored once per UTC hour, and a read by the host once per
   * UTC day. A repeat adds nothing: a read by the same actor, standing in for the same manager, about the same subject,
   * under the same reporting lines, and for the same periods and purpose. A read after a change of an employee's id
   * does not count as a repeat of a read before the change.
   *
   * A pseudonym takes the place of an erased employee's id, except in the entry about the lifted erasure.
   * @returns False if an id of an entry has lost its owner since the entry's `idVersion`. Nothing was written then.
   * @throws `StorageError` (`id_invalid`) for an id that cannot be stored. Nothing was written then.
   */
  addLogEntries(accountId: AccountId, entries: readonly NewLogEntry[]): Promise<boolean>
  /** Stores how many rows an export had. Does nothing if the entry already has a number of rows. */
  setExportedRows(accountId: AccountId, entryId: string, rows: number): Promise<void>
  /** Returns all entries of the log, newest first, except links that the matching rules made. */
  listLog(accountId: AccountId, page: LogPageQuery): Promise<readonly StoredLogEntry[]>
  /**
   * Returns the entries about an employee, newest first, except the employee's own reads. These are the entries about
   * the employee, about everyone below one of the employee's managers, and about everyone. The reporting lines of the
   * entry decide who the managers were, by core's `listManagers`, and whether the employee was in the directory. For an
   * entry from before the first stored directory, that directory counts. Reads of groups are left out for the time in
   * which core's `isInGroups` left the employee out of groups.
   */
  listLogAbout(accountId: AccountId, employeeId: EmployeeId, page: LogPageQuery): Promise<readonly StoredLogEntry[]>
  /**
   * Returns the accounts with entries since `since` that were not sent, in any order. Links that the matching rules
   * made are never sent.
   */
  listAccountsWithUnsentEntries(since: EpochMilliseconds): Promise<readonly AccountId[]>
  /**
   * Claims an entry for `ttlMs`: of all unsent entries since `since`, the entry that was added first. Null if there is
   * no such entry, or if another process has claimed it.
   */
  claimUnsentEntry(accountId: AccountId, since: EpochMilliseconds, ttlMs: number): Promise<StoredLogEntry | null>
  /** Marks an entry as sent. */
  markEntrySent(accountId: AccountId, entryId: string): Promise<void>
  /** Returns the accounts with anything that `pruneLog` can delete, including erased accounts, in any order. */
  listLoggedAccounts(): Promise<readonly AccountId[]>
  /** Returns the entries of what an employee did, newest first. */
  listLogBy(accountId: AccountId, employeeId: EmployeeId, page: LogPageQuery): Promise<readonly StoredLogEntry[]>
  /**
   * Deletes the entries with an `at` below `before`, and the reporting lines that ended before `before` and explain no
   * remaining entry.
   */
  pruneLog(accountId: AccountId, before: EpochMilliseconds): Promise<void>
}
