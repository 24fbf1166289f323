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
  EmployeeSums,
  Link,
  Period,
  ProblemCode,
  ReadDay,
  TeamTrend,
  UsageSource,
  Viewer,
  VisibilityScope,
} from '@windmill/claude-core'
import type { AdoptionUsage, ExportRow, TeamUsage } from './group-usage.ts'

export type * from './group-usage.ts'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Milliseconds = number

/** An account's tie to its Claude organisation. */
export interface ConnectionRecord {
  readonly accountId: AccountId
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'needs_attention'
  readonly reason: { readonly code: ProblemCode; readonly message: string } | null
  /** The key as the vault sealed it, or null after a disconnect. */
  readonly sealedKey: string | null
  readonly lastFour: string | null
  readonly savedAt: Milliseconds | null
  /** The newest day that the API serves, as last learned. */
  readonly latestDay: Day | null
  /** When a sync last ended without being refused. */
  readonly lastSyncAt: Milliseconds | null
  /**
   * How the last sync ended early, where it did: `code` is a day failure's, null for what only the log tells. Null after a
   * success, and where an admin has to mend something, which `reason` says.
   */
  readonly lastFailure: { readonly at: Milliseconds; readonly code: string | null } | null
}

/** What is known of one day of one account: whether it was read, and what failed. */
export interface LedgerEntry {
  readonly day: Day
  /** Null while the day was never read completely. */
  readonly read: {
    readonly at: Milliseconds
    /** The latest day that the API served at that time. */
    readonly latestDay: Day
    readonly skills: UsageSource
    readonly connectors: UsageSource
    /** How many claude users had a row, and how many requests it took. */
    readonly claudeUsers: number
    readonly requests: number
    /** How often the day was read completely. */
    readonly times: number
  } | null
  /** The last attempt, where it failed; null after a success. */
  readonly failure: {
    readonly at: Milliseconds
    readonly code: string
    /** How many attempts in a row failed with this code. */
    readonly times: number
    readonly dueAt: Milliseconds
  } | null
  /** The API does not serve this day (any more): it refused it again and again. What was read of it before stays. */
  readonly gone: boolean
}

/** The counters of one claude user on one day. */
export interface UsageDay {
  readonly claudeUserId: ClaudeUserId
  readonly counters: Counters
}

/** A day as it was read: every row of it, with its ledger entry. */
export interface DayReading {
  readonly entry: LedgerEntry
  // Gone through as often as needed, and never held as a whole: of a large organisation they would be most of the memory.

  /** Whom the API named, with a null e-mail where it gave none. Others stay as they are. */
  readonly claudeUsers: Iterable<ClaudeUser>
  readonly usage: Iterable<UsageDay>
}

export interface LinkChanges {
  readonly set: readonly Link[]
  readonly remove: readonly ClaudeUserId[]
  /** The admin who decided. Null where the rules did: a manual link stays as it is then. */
  readonly by: EmployeeId | null
  readonly at: Milliseconds
}

/** All that whose a claude user is can be decided from. */
export interface People {
  readonly claudeUsers: readonly ClaudeUser[]
  readonly employees: readonly Employee[]
  readonly links: readonly Link[]
}

/** What is decided about links. */
export interface LinkDecision {
  /** Whose first active day that depends on. */
  readonly among: readonly ClaudeUserId[]
  /** @param firstActive - Their first active days, as `firstActiveDays` says them. */
  readonly changes: (firstActive: ReadonlyMap<ClaudeUserId, Day>) => readonly LinkChanges[]
}

/** What a claude user's link says; null: there is none. */
export type LinkState = Omit<Link, 'claudeUserId'> | null

/** A change to a claude user's link. */
export interface LinkChangeRecord {
  readonly claudeUserId: ClaudeUserId
  readonly at: Milliseconds
  /** Null where the rules made it. */
  readonly by: EmployeeId | null
  readonly from: LinkState
  readonly to: LinkState
}

/** What came of the last reading of the host's directory. */
export interface DirectoryRecord {
  /** How many employees the directory in use has. */
  readonly employees: number
  /** When it was read; null before the first time. */
  readonly readAt: Milliseconds | null
  readonly heldBack: {
    readonly reason: NonNullable<DirectoryStatus['heldBack']>['reason']
    readonly at: Milliseconds
    readonly message: string
  } | null
  readonly problems: readonly DirectoryProblem[]
}

/** A read of stats: whose, by whom, of what. */
export interface Access {
  readonly at: Milliseconds
  readonly viewerId: EmployeeId
  readonly kind: AccessKind
  readonly period: Period
  readonly subjects: readonly EmployeeId[]
}

/** A stored read, as one of its subjects sees it. */
export interface AccessEntry extends Omit<Access, 'subjects'> {
  /** Grows with every read of the account. */
  readonly number: number
}

export interface EmployeeUsage {
  readonly sums: EmployeeSums
  /** How many claude users are linked to the employee. */
  readonly claudeUsers: number
  /** The employee's archived date, as the directory has it. */
  readonly archivedOn: Day | null
  /**
   * The days of the period and the previous one that were read, as the ledger says it in the same snapshot as the sums: a day
   * that is written meanwhile is in both or in neither.
   */
  readonly days: readonly ReadDay[]
}

/** Thrown by writes of a sync runner whose lease has passed to another. Nothing was written. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
  readonly code = 'lease_lost'
}

/**
 * Where the counts are kept. Every operation belongs to one account and works on whole sets; the database adds up,
 * groups and counts. Every write but one is idempotent: doing it twice leaves what doing it once leaves.
 */
export interface StorageAdapter {
  /** Creates or updates the tables. Safe to call at every start, also by several processes at once. */
  migrate(): Promise<void>
  close(): Promise<void>

  listConnections(): Promise<readonly ConnectionRecord[]>
  getConnection(accountId: AccountId): Promise<ConnectionRecord | null>
  /** Inserts or replaces the account's connection. */
  saveConnection(record: ConnectionRecord): Promise<void>
  /** Changes the fields given of an existing connection; without one, nothing happens. */
  updateConnection(accountId: AccountId, changes: Partial<Omit<ConnectionRecord, 'accountId'>>): Promise<void>
  /** Removes everything of the account but the count of its lease tokens, and takes the lease from whoever holds it. */
  eraseAccount(accountId: AccountId): Promise<void>

  /**
   * Makes the caller the account's only runner until `now + ttl`, unless another holds a lease that has not run out:
   * then null. The token grows with every lease that is given.
   */
  acquireLease(accountId: AccountId, now: Milliseconds, ttl: Milliseconds): Promise<number | null>
  /** Prolongs a lease. False: it has passed to another. */
  renewLease(accountId: AccountId, token: number, now: Milliseconds, ttl: Milliseconds): Promise<boolean>
  /** Gives a lease back; without effect when it has passed to another. */
  releaseLease(accountId: AccountId, token: number): Promise<void>
  /** Takes the lease from whoever holds it: what they still write is refused. */
  revokeLease(accountId: AccountId): Promise<void>
  /** Whether a runner, in whatever process, holds a lease of the account that has not run out. */
  isLeased(accountId: AccountId, now: Milliseconds): Promise<boolean>

  /** The ledger, oldest day first; only the days of `span` when given. */
  readLedger(accountId: AccountId, span?: Period): Promise<readonly LedgerEntry[]>
  /**
   * Stores a day in one transaction: claude users (an e-mail is replaced only by one of the same day or a later one, and
   * by no null), usage (a row that is missing on a re-read is kept, one that is there is replaced) and the ledger entry.
   * Throws `LeaseLostError` when `token` is not the account's newest.
   * @returns Whether any claude user was not known before or has another e-mail now: then whose they are is to be decided.
   */
  writeDay(accountId: AccountId, token: number, reading: DayReading): Promise<boolean>
  /** Stores a ledger entry alone: a failure, or that a day is gone. Throws `LeaseLostError` like `writeDay`. */
  writeLedgerEntry(accountId: AccountId, token: number, entry: LedgerEntry): Promise<void>

  /** A number greater than those before. Taken before a directory is read, it says how old that is when it is stored. */
  directoryTurn(accountId: AccountId): Promise<number>
  /**
   * Makes the stored directory equal to the one given, which was read in `turn`, or now. Nothing that came later is undone:
   * those who were put after that turn stay as they are, and with a directory of a later turn all of it. Then false.
   */
  replaceDirectory(accountId: AccountId, employees: readonly Employee[], turn?: number): Promise<boolean>
  /** Adds employees, or replaces those who have the same id. */
  putEmployees(accountId: AccountId, employees: readonly Employee[]): Promise<void>
  getEmployee(accountId: AccountId, employeeId: EmployeeId): Promise<Employee | null>
  /** The stored directory; only the employees of `among` when given. */
  listEmployees(accountId: AccountId, among?: readonly EmployeeId[]): Promise<readonly Employee[]>
  /** Everyone above an employee, nearest first, as core's `managersAbove` says it. */
  listManagers(accountId: AccountId, employeeId: EmployeeId): Promise<readonly Employee[]>
  /**
   * Those whose name and e-mails hold every word of `search`, as `searchable` spells them: those who are still here on
   * day `on` first, then by name.
   */
  searchEmployees(accountId: AccountId, search: string, on: Day, limit: number): Promise<readonly Employee[]>
  saveDirectoryStatus(accountId: AccountId, status: DirectoryRecord): Promise<void>
  getDirectoryStatus(accountId: AccountId): Promise<DirectoryRecord | null>

  listClaudeUsers(accountId: AccountId): Promise<readonly ClaudeUser[]>
  /** The newest day on which each of `among` did anything; those who never did are left out. */
  lastActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  /** The first day on which each of `among` did anything, of those that were read; those who never did are left out. */
  firstActiveDays(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<ReadonlyMap<ClaudeUserId, Day>>
  listLinks(accountId: AccountId): Promise<readonly Link[]>
  /** Applies all changes or none, and keeps a record of each that changed something. */
  changeLinks(accountId: AccountId, changes: LinkChanges): Promise<void>
  /**
   * Applies what `decide` makes of everyone as they are stored now, one after the other, while nobody else changes links:
   * whatever the order in which several decide, the last one knows what the others did, and a directory that is newer
   * than theirs. What `decide`, or its `changes`, throws is passed on, and nothing is changed.
   */
  decideLinks(accountId: AccountId, decide: (people: People) => LinkDecision): Promise<void>
  /** Every change to a claude user's link, newest first. */
  listLinkChanges(accountId: AccountId, claudeUserId: ClaudeUserId): Promise<readonly LinkChangeRecord[]>
  /** The newest change to the link of each of `among`, in any order. */
  latestLinkChanges(accountId: AccountId, among: readonly ClaudeUserId[]): Promise<readonly LinkChangeRecord[]>
  /** How many claude users were seen, and how many of them are linked to an employee who is in the directory. */
  countPeople(accountId: AccountId): Promise<{ readonly claudeUsers: number; readonly matched: number }>

  /**
   * Whom of a scope the viewer may see on day `on`, over the stored directory: the same answer as core's `visibleTo`, in
   * one query; in the order of `among`, otherwise in any. Whom it leaves out is to be treated as not existing.
   */
  visibleEmployees(viewer: Viewer, scope: VisibilityScope, on: Day): Promise<readonly EmployeeId[]>

  /**
   * The sums of an employee's linked claude users over a period's buckets (keyed as core's `bucketsOf` starts them;
   * buckets without a row are left out) and over the previous period. Activity after the employee's archived date
   * is nobody's.
   */
  sumEmployeeUsage(accountId: AccountId, employeeId: EmployeeId, period: Period, bucket: Bucket): Promise<EmployeeUsage>
  /**
   * The sums of everyone below a manager who had not left before the period began, one by one; null unless the viewer may
   * see the manager. With a trend, also those of its stat's counters, over buckets as `sumEmployeeUsage` has them.
   */
  sumTeamUsage(
    viewer: Viewer,
    managerId: EmployeeId,
    period: Period,
    on: Day,
    trend?: TeamTrend | null,
  ): Promise<TeamUsage | null>
  /**
   * How many of everyone below the viewer, at any depth, were active; of everyone in the directory for an admin. Null
   * for viewers who have nobody below them and are no admins, and for those who have left.
   */
  sumAdoption(viewer: Viewer, period: Period, bucket: Bucket, on: Day): Promise<AdoptionUsage | null>
  /**
   * What the subjects did: a row per employee and day on which they did anything, one employee after the other, each by
   * day. A page is read when it is asked for, and holds only whom the viewer may see at that time.
   */
  readExport(
    viewer: Viewer,
    subjects: readonly EmployeeId[],
    period: Period,
    on: Day,
  ): AsyncIterable<readonly ExportRow[]>
  /** Every stored usage day of a day, by claude user id: for exports, checks and tests. */
  readUsage(accountId: AccountId, day: Day): Promise<readonly UsageDay[]>

  /** Records a read; the same members of different reads are stored once. The one write that is not idempotent. */
  addAccess(accountId: AccountId, access: Access): Promise<void>
  /** The reads of an employee by others, newest first: at most `limit`, and only those before `before` when given. */
  listAccess(
    accountId: AccountId,
    employeeId: EmployeeId,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly AccessEntry[]>
  /** Forgets the reads that are older than `before`. */
  pruneAccess(accountId: AccountId, before: Milliseconds): Promise<void>
}
