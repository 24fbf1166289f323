import type {
  AccessKind,
  AccountId,
  Bucket,
  ClaudeUser,
  ClaudeUserId,
  Counters,
  Day,
  DirectoryProblem,
  DirectoryStatus,
  Employee,
  EmployeeId,
  Link,
  Period,
  ProblemCode,
  ReadDay,
  TeamTrend,
  UsageSource,
  Viewer,
  VisibilityScope,
} from '@windmill/claude-core'
import type { EmployeeSums } from '@windmill/claude-core/internal'
import type { AdoptionUsage, ExportRow, TeamUsage } from './group-usage.ts'

export type * from './group-usage.ts'

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMilliseconds = number

/** An account's connection to its Claude organization. */
export interface ConnectionRecord {
  readonly accountId: AccountId
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  /** Why the connection needs attention. Null otherwise. */
  readonly reason: { readonly code: ProblemCode; readonly message: string } | null
  /** The API key, sealed by the vault. Null after a disconnect. */
  readonly sealedKey: string | null
  /** The last four characters of the API key. */
  readonly lastFour: string | null
  /** When the API key was saved. */
  readonly savedAt: EpochMilliseconds | null
  /** The newest day that the API served at the last check. */
  readonly latestDay: Day | null
  /** When a sync last finished without an interruption. */
  readonly lastSyncAt: EpochMilliseconds | null
  /**
   * The interruption of the last sync. `code` is a day failure code, or null if only the log has the cause. Null after a
   * success, and when an admin has to act: then `reason` has the problem.
   */
  readonly lastFailure: { readonly at: EpochMilliseconds; readonly code: string | null } | null
}

/** The read state of one day of one account. */
export interface LedgerEntry {
  readonly day: Day
  /** The last complete reading. Null until the first one. */
  readonly read: {
    readonly at: EpochMilliseconds
    /** The newest day that the API served at that time. */
    readonly latestDay: Day
    readonly skills: UsageSource
    readonly connectors: UsageSource
    /** Number of Claude users with a row. */
    readonly claudeUsers: number
    /** Number of API requests that the reading took. */
    readonly requests: number
    /** Number of complete readings of this day so far. */
    readonly readCount: number
  } | null
  /** The last attempt, if it failed. Null after a success. */
  readonly failure: {
    readonly at: EpochMilliseconds
    readonly code: string
    /** Number of consecutive attempts that failed with this code. */
    readonly attempts: number
    /** When to retry. */
    readonly dueAt: EpochMilliseconds
  } | null
  /** Whether the API refused this day so often that it is not requested any more. Usage from earlier readings stays. */
  readonly isGone: boolean
}

/** The counters of one Claude user on one day. */
export interface UsageDay {
  readonly claudeUserId: ClaudeUserId
  readonly counters: Counters
}

/**
 * A complete reading of one day: its ledger entry and all rows.
 *
 * An adapter may iterate `claudeUsers` and `usage` several times. It should process them in chunks and not copy them as a
 * whole: a day of a large organization has 100,000 rows.
 */
export interface DayReading {
  readonly entry: LedgerEntry
  /** The Claude users of the reading, with a null e-mail if the API gave none. All other Claude users stay unchanged. */
  readonly claudeUsers: Iterable<ClaudeUser>
  readonly usage: Iterable<UsageDay>
}

/** Links to set and to remove. */
export interface LinkChanges {
  readonly set: readonly Link[]
  readonly remove: readonly ClaudeUserId[]
  /** The admin who made the changes. Null if the matching rules made them: these never change a manual link. */
  readonly by: EmployeeId | null
  readonly at: EpochMilliseconds
}

/** The stored Claude users, employees and links of an account. */
export interface StoredPeople {
  readonly claudeUsers: readonly ClaudeUser[]
  readonly employees: readonly Employee[]
  readonly links: readonly Link[]
}

/** A decision about links, in two steps. */
export interface LinkDecision {
  /** Claude users for which `changes` needs the first active day. */
  readonly among: readonly ClaudeUserId[]
  /** @param firstActive - Their first active days, as `findFirstActiveDays` returns them. */
  readonly changes: (firstActive: ReadonlyMap<ClaudeUserId, Day>) => readonly LinkChanges[]
}

/** The link of a Claude user, without the id. Null if there is no link. */
export type LinkState = Omit<Link, 'claudeUserId'> | null

/** A recorded change to the link of one Claude user. */
export interface LinkChangeRecord {
  readonly claudeUserId: ClaudeUserId
  readonly at: EpochMilliseconds
  /** The admin who made the change. Null if the matching rules made it. */
  readonly by: EmployeeId | null
  readonly from: LinkState
  readonly to: LinkState
}

/** The result of the last directory read. */
export interface DirectoryRecord {
  /** Number of employees in the directory in use. */
  readonly employees: number
  /** When that directory was read. Null before the first read. */
  readonly readAt: EpochMilliseconds | null
  /** Why a newer directory was not put in use. Null if there is none. */
  readonly heldBack: {
    readonly reason: NonNullable<DirectoryStatus['heldBack']>['reason']
    readonly at: EpochMilliseconds
    readonly message: string
  } | null
  readonly problems: readonly DirectoryProblem[]
}

/** A viewer's access to the stats of one or more employees. */
export interface Access {
  readonly at: EpochMilliseconds
  readonly viewerId: EmployeeId
  readonly kind: AccessKind
  readonly period: Period
  /** The employees that the stats belong to. */
  readonly subjects: readonly EmployeeId[]
}

/** A stored access record, as one of its subjects sees it. */
export interface AccessEntry extends Omit<Access, 'subjects'> {
  /** Increases with every access record of the account. Serves as the page cursor. */
  readonly number: number
}

/** The usage of one employee. */
export interface EmployeeUsage {
  readonly sums: EmployeeSums
  /** Number of Claude users linked to the employee. */
  readonly claudeUsers: number
  /** The employee's archived date in the directory. Null if the employee has none, or is not in the directory. */
  readonly archivedOn: Day | null
  /**
   * The days of the period and of the previous period that were read, from the same snapshot as the sums: a day that is
   * being written is in both or in neither.
   */
  readonly days: readonly ReadDay[]
}

/** Thrown when a sync runner writes after it lost its lease. Nothing was written. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  readonly code = 'lease_lost'
}

/**
 * Storage of all accounts. Implement it to use another database, and check the implementation with `storageSuite` from
 * `@windmill/claude-server/testing`.
 *
 * - Every operation covers one account and works on sets. The database sums, groups and counts.
 * - Every write except `addAccess` is idempotent: repeating it has no further effect.
 * - An id that the database cannot store is refused on write with a `StorageError` (`id_invalid`), and never found on read.
 */
export interface StorageAdapter {
  /** Creates or updates the tables. Safe to call at every start, also by several processes at once. */
  migrate(): Promise<void>
  /** Releases everything that the adapter opened itself. */
  close(): Promise<void>

  listConnections(): Promise<readonly ConnectionRecord[]>
  getConnection(accountId: AccountId): Promise<ConnectionRecord | null>
  /** Inserts or replaces the account's connection. */
  saveConnection(record: ConnectionRecord): Promise<void>
  /** Updates the given fields of an existing connection. Does nothing if the account has none. */
  updateConnection(accountId: AccountId, changes: Partial<Omit<ConnectionRecord, 'accountId'>>): Promise<void>
  /** Deletes everything of the account and revokes its lease. Later leases still get higher tokens than earlier ones. */
  eraseAccount(accountId: AccountId): Promise<void>

  /**
   * Makes the caller the account's only sync runner until `now + ttl`.
   * @param ttl - Milliseconds.
   * @returns The lease token, higher than all earlier tokens of the account. Null if another runner has an unexpired lease.
   */
  acquireLease(accountId: AccountId, now: EpochMilliseconds, ttl: EpochMilliseconds): Promise<number | null>
  /** Extends a lease until `now + ttl`. Returns false if the lease was released, revoked or taken over. */
  renewLease(accountId: AccountId, token: number, now: EpochMilliseconds, ttl: EpochMilliseconds): Promise<boolean>
  /** Releases a lease. Does nothing if it was revoked or taken over. */
  releaseLease(accountId: AccountId, token: number): Promise<void>
  /** Revokes the account's lease. Further writes of its holder are rejected. */
  revokeLease(accountId: AccountId): Promise<void>
  /** Returns whether any runner, in any process, has an unexpired lease of the account. */
  isLeased(accountId: AccountId, now: EpochMilliseconds): Promise<boolean>

  /** Returns the ledger, oldest day first, limited to the days of `span` if given. */
  readLedger(accountId: AccountId, span?: Period): Promise<readonly LedgerEntry[]>
  /**
   * Stores a reading in one transaction: Claude users, usage and the ledger entry.
   *
   * - A stored e-mail is replaced only by a non-null e-mail from the same day or a later day.
   * - A usage row is replaced by a row of the reading. Rows that the reading lacks are kept.
   * - If a reading has several rows for one Claude user, the last one counts, but a null e-mail never replaces another.
   * @returns Whether a Claude user is new or has a new e-mail, so that links have to be decided again.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease.
   * @throws `StorageError` (`count_invalid`) if a counter is not an integer within ±(2³¹ − 1), `id_invalid` for an
   * id that cannot be stored. Nothing of the day is written then.
   */
  writeDay(accountId: AccountId, token: number, reading: DayReading): Promise<boolean>
  /**
   * Stores only a ledger entry, for a failed or a refused day.
   * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease.
   */
  writeLedgerEntry(accountId: AccountId, token: number, entry: LedgerEntry): Promise<void>

  /** Returns a number higher than all earlier ones. Call it before reading a directory, to order concurrent reads. */
  nextDirectoryVersion(accountId: AccountId): Promise<number>
  /**
   * Replaces the stored directory, but never overwrites newer data. Employees put after `turn` stay unchanged.
   * @param turn - The number that `nextDirectoryVersion` returned before the directory was read. `@default` a new one
   * @returns False if a directory with a higher turn is stored. Nothing changed then.
   */
  replaceDirectory(accountId: AccountId, employees: readonly Employee[], turn?: number): Promise<boolean>
  /** Inserts employees, or replaces those with the same id. */
  upsertEmployees(accountId: AccountId, employees: readonly Employee[]): Promise<void>
  getEmployee(accountId: AccountId, employeeId: EmployeeId): Promise<Employee | null>
  /** Returns the stored directory, limited to the ids in `among` if given. */
  listEmployees(accountId: AccountId, among?: readonly EmployeeId[]): Promise<readonly Employee[]>
  /** Returns all managers above an employee, nearest first. The result equals that of core's `listManagers`. */
  listManagers(accountId: AccountId, employeeId: EmployeeId): Promise<readonly Employee[]>
  /**
   * Returns at most `limit` employees with every word of `search` in their name or e-mails, ignoring case and accents.
   * Employees who are still employed on day `on` come first, then by name.
   */
  searchEmployees(accountId: AccountId, search: string, on: Day, limit: number): Promise<readonly Employee[]>
  saveDirectoryStatus(accountId: AccountId, status: DirectoryRecord): Promise<void>
  getDirectoryStatus(accountId: AccountId): Promise<DirectoryRecord | null>

  listClaudeUsers(accountId: AccountId): Promise<readonly ClaudeUser[]>
  /** Returns the last active day of each Claude user in `among`. Claude users without activity are left out. */
  findLastActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  /** Returns the first active day of each Claude user in `among`. Claude users without activity are left out. */
  findFirstActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  listLinks(accountId: AccountId): Promise<readonly Link[]>
  /**
   * Changes links, based on the stored people. Applies all changes in order, or none, and records each link that changed.
   *
   * Decisions of one account are serialized: each one sees the changes of those before it and the newest directory.
   * Errors from `decide` or from its `changes` are passed on, and nothing changes.
   */
  decideLinks(accountId: AccountId, decide: (people: StoredPeople) => LinkDecision): Promise<void>
  /** Returns all changes to the link of a Claude user, newest first. */
  listLinkChanges(accountId: AccountId, claudeUserId: ClaudeUserId): Promise<readonly LinkChangeRecord[]>
  /** Returns the newest change to the link of each Claude user in `among`, in any order. */
  listLatestLinkChanges(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<readonly LinkChangeRecord[]>
  /** Counts all Claude users, and those linked to an employee in the directory (`matched`). */
  countPeople(accountId: AccountId): Promise<{ readonly claudeUsers: number; readonly matched: number }>

  /**
   * Returns the employees of a scope that the viewer may see on day `on`. Callers treat all others like unknown ids. The
   * result equals that of core's `listVisible`, but comes from one query. It has the order of `among`, if the scope has it.
   */
  listVisibleEmployees(viewer: Viewer, scope: VisibilityScope, on: Day): Promise<readonly EmployeeId[]>

  /**
   * Sums the usage of an employee's linked Claude users over the buckets of a period and over the previous period.
   * Buckets are keyed by their first day, as in core's `splitIntoBuckets`; buckets without rows are left out. Activity after
   * the employee's archived date is ignored.
   */
  sumEmployeeUsage(accountId: AccountId, employeeId: EmployeeId, period: Period, bucket: Bucket): Promise<EmployeeUsage>
  /**
   * Sums the usage of each employee below a manager, at any depth. Employees who left before the period are left out.
   * @param trend - Adds sums of this stat's counters by bucket, with buckets as in `sumEmployeeUsage`.
   * @returns Null if the viewer may not see the manager.
   */
  sumTeamUsage(
    viewer: Viewer,
    managerId: EmployeeId,
    period: Period,
    on: Day,
    trend?: TeamTrend | null,
  ): Promise<TeamUsage | null>
  /**
   * Counts active employees below the viewer, at any depth; for an admin, in the whole directory.
   * @returns Null for viewers who have left, and for non-admins without reports.
   */
  sumAdoption(viewer: Viewer, period: Period, bucket: Bucket, on: Day): Promise<AdoptionUsage | null>
  /**
   * Yields one row per employee and active day. The rows of one employee are consecutive and ordered by day. Each page is
   * read when it is requested, and has only employees that the viewer may see at that time.
   */
  readExport(
    viewer: Viewer,
    subjects: readonly EmployeeId[],
    period: Period,
    on: Day,
  ): AsyncIterable<readonly ExportRow[]>
  /** Returns all usage rows of a day, in any order. For exports, checks and tests. */
  readUsage(accountId: AccountId, day: Day): Promise<readonly UsageDay[]>

  /** Stores an access record. The same set of subjects is stored once. The only write that is not idempotent. */
  addAccess(accountId: AccountId, access: Access): Promise<void>
  /**
   * Returns access records of an employee by other viewers, newest first.
   * @param page - At most `limit` records, with a `number` below `before` if it is not null.
   */
  listAccess(
    accountId: AccountId,
    employeeId: EmployeeId,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly AccessEntry[]>
  /** Deletes access records older than `before`. */
  pruneAccess(accountId: AccountId, before: EpochMilliseconds): Promise<void>
}
