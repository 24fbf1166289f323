import type {
  AdoptionId,
  CounterId,
  DirectoryStatus,
  LinkMethod,
  MappingReasonCode,
  Participation,
  ProblemCode,
  UsageSource,
} from '@windmill/claude-core'
import type { Generated, Kysely } from 'kysely'
import type { ConnectionRecord, StoredLogEvent } from '../adapter.ts'
import type { KeptFromReason } from '../kept-from.ts'

/** A `date`. Written as `YYYY-MM-DD`; read only through `formatDay`. */
type DateColumn = string
/** A `timestamptz`. Written with `toTimestamp`; read only through `toMilliseconds`. */
type TimeColumn = string

export interface ConnectionTable {
  account_id: string
  status: ConnectionRecord['status']
  reason_code: ProblemCode | null
  reason_message: string | null
  sealed_key: string | null
  last_four: string | null
  saved_at: TimeColumn | null
  organization_id: string | null
  latest_day: DateColumn | null
  not_served_through: DateColumn | null
  last_sync_at: TimeColumn | null
  /** Id of the sync request that is not served yet. */
  sync_request: string | null
  failed_at: TimeColumn | null
  failure_code: string | null
  failure_message: string | null
  blocked_since: TimeColumn | null
  /** JSON, the `AccountPolicy` that was applied last. Null before the first one. */
  policy: string | null
  /** This column and the next one are null without an invitation. */
  invitation_hash: string | null
  invitation_expires_at: TimeColumn | null
  /** This column and `assigned_seats` are null before the API first reported seats. */
  seats_day: DateColumn | null
  assigned_seats: number | null
  pending_invites: number | null
  seats_asked_at: TimeColumn | null
  check_requested_at: TimeColumn | null
  /** JSON, an `AnnouncedState`. */
  announced: string | null
}

export interface LeaseTable {
  account_id: string
  token: number
  /** Null after a release. */
  expires_at: TimeColumn | null
  /** Whether the account was erased and not reopened since. If so, nothing of its directory may be stored. */
  is_erased: Generated<boolean>
  /** The slot of the next new Claude user. It only grows until an erasure. */
  next_slot: Generated<number>
  /** The number of the newest change of a link before the last erasure. Null if there is none. */
  erased_through: number | null
  /** The `idVersion` of `AuthorizationFacts`. */
  id_version: Generated<number>
}

/** A request budget. Its key is not an account id: accounts, previews and processes share a budget. */
export interface BudgetTable {
  budget_id: string
  /** JSON, written and read by `sync/budget.ts`. */
  state: string
  used_at: TimeColumn
}

export interface LedgerTable {
  account_id: string
  day: DateColumn
  /** This column and all up to `changed_rows` are null until the first complete reading. */
  read_at: TimeColumn | null
  latest_day: DateColumn | null
  skills: UsageSource | null
  connectors: UsageSource | null
  claude_users: number | null
  requests: number | null
  times_read: number | null
  unattributed_rows: number | null
  changed_rows: number | null
  /** The `times_read` of the reading that is in the activity index. */
  indexed_read: number | null
  /** This column and all up to `due_at` are null after a success. */
  failed_at: TimeColumn | null
  failure_code: string | null
  failures: number | null
  due_at: TimeColumn | null
}

export interface ClaudeUserTable {
  account_id: string
  claude_user_id: string
  /** The place in the bitmaps of the activity index. No other Claude user of the account ever gets the same slot. */
  slot: number
  email: string | null
  /** The day of the reading that the e-mail came from. */
  email_day: DateColumn | null
  /** The first active day. Null if the usage of that day is still stored. */
  first_active_on: DateColumn | null
  /** Whether `listProtectedUsers` returns the Claude user. */
  protected: Generated<boolean>
}

/** A Claude user that is protected, or was protected when the account was erased. */
export interface ProtectedUserTable {
  account_id: string
  /** From `hashProtectedUser`. */
  subject: string
}

/** An `AddressMark`. */
export interface ProtectedAddressTable {
  account_id: string
  subject: string
  owner: string
}

export interface EmployeeTable {
  account_id: string
  employee_id: string
  name: string
  emails: string[]
  manager_id: string | null
  archived_on: DateColumn | null
  started_on: DateColumn | null
  /** `jsonb`, read only as text: an object of strings. */
  attributes: string
  participation: Participation
  /** The day on which a formerly excluded employee was included again. Null for everyone else. */
  included_from: DateColumn | null
  /** Folded text for searching, from `buildSearchText`. */
  search: string
  /** The version of the last `upsertEmployees` call with the employee. Null if only `replaceDirectory` stored them. */
  put_turn: number | null
}

export interface LinkTable {
  account_id: string
  claude_user_id: string
  employee_id: string | null
  method: LinkMethod
  ignored: boolean
  /**
   * A copy of the Claude user's first kept day in the table `kept_from`. Null if that table has none for this user.
   */
  kept_from: DateColumn | null
}

/** A day before which nothing of an account or of one Claude user is kept. Of several rows, the latest day counts. */
export interface KeptFromTable {
  account_id: string
  /** From `hashSubject`. */
  subject: string
  day: DateColumn
  reason: KeptFromReason
  /** When the day was set. Null after everything before the day is deleted. */
  since: TimeColumn | null
  /** The Claude user with rows to delete. Null for an account, and after the rows are deleted. */
  claude_user_id: string | null
  /** The hash of the erased employee that the Claude user belongs to. Null for all others. */
  owner: string | null
}

/** An employee id that has lost its owner. */
export interface FormerIdTable {
  account_id: string
  /** From `hashEmployee`. */
  subject: string
  /** The `id_version` of the change. */
  version: number
}

/** How a Claude user is linked, as the last decision stored it. */
export interface MappingTable {
  account_id: string
  claude_user_id: string
  /** Index in core's `mappingStates`. */
  state: number
  reason: MappingReasonCode
  /** JSON, a list of employee ids. */
  candidates: string
  /** The address that the mapping was computed from. Empty if there was none. */
  email: string
  /** Folded text for searching, from `buildUserSearchText`. */
  search: string
}

export interface DirectoryTable {
  account_id: string
  /** The version of the stored directory. Null before the first one. */
  turn: number | null
  /** Null until `saveDirectoryStatus` is called. */
  employees: number | null
  /** When `replaceDirectory` last stored a directory. Null before. */
  read_at: TimeColumn | null
  /** When a reporting line last began or ended. Each change sets a later time. Null before the first change. */
  lines_changed_at: TimeColumn | null
  /** This column and the next two are null unless a directory is held back. */
  held_back_reason: NonNullable<DirectoryStatus['heldBack']>['reason'] | null
  held_back_at: TimeColumn | null
  held_back_message: string | null
  /** `jsonb`, read only as text. Null until `saveDirectoryStatus` is called. */
  problems: string | null
}

/** The time in which an employee was in the directory and reported to one manager, or to nobody. */
export interface ReportingLineTable {
  account_id: string
  employee_id: string
  number: Generated<number>
  manager_id: string | null
  /** False while the employee's participation leaves them out of groups. */
  in_groups: boolean
  /** Null for a line of the account's first directory. */
  began_at: TimeColumn | null
  /** Null for a line in effect. */
  ended_at: TimeColumn | null
}

/** An entry of the log. */
export interface LogTable {
  account_id: string
  id: Generated<string>
  number: Generated<number>
  at: TimeColumn
  kind: StoredLogEvent['kind']
  actor_id: string | null
  acting_for_id: string | null
  about: 'employee' | 'below' | 'everyone' | 'account'
  about_id: string | null
  /** `jsonb`, read only as text. The fields of the event, except the fields of a changed link. */
  details: string
  /** From `getRepeatKey`. */
  repeat_key: string | null
  /** This column and the next one are the `LineRange` of a read of a group. Null for the lines in effect at `at`. */
  lines_from: TimeColumn | null
  lines_until: TimeColumn | null
  /** This column and the next six are only set for a change of a link. A method is null if there was no link. */
  claude_user_id: string | null
  from_employee_id: string | null
  from_method: LinkMethod | null
  from_ignored: boolean | null
  to_employee_id: string | null
  to_method: LinkMethod | null
  to_ignored: boolean | null
  /** Whether the host has taken the entry. */
  sent: Generated<boolean>
  /** Until when one process has claimed the entry for sending. */
  claimed_until: TimeColumn | null
}

export type UsageTable = { account_id: string; claude_user_id: string; day: DateColumn } & Record<
  CounterId,
  number | null
>

/** The activity index: who was active on a day. */
export interface ActivityTable {
  account_id: string
  day: DateColumn
  adoption_id: AdoptionId
  /** A `Bitmap` over the slots of Claude users. */
  active: Uint8Array
}

/** The newest numbers of an account's changes. They outlive an erasure. */
export interface ChangeCounterTable {
  account_id: string
  number: number
  /** The number of the newest change of who has figures. */
  membership_number: number
}

/** The number of the newest change of a day's figures. Written only after `lockChangeCounter`, like the next table. */
export interface ChangedDayTable {
  account_id: string
  day: DateColumn
  number: number
}

/** The number of the newest change of an employee's figures. */
export interface ChangedEmployeeTable {
  account_id: string
  employee_id: string
  number: number
}

/** The published totals of one ISO week. */
export interface PublishedTotalsTable {
  account_id: string
  /** The Monday of the week. */
  start: DateColumn
  /** JSON, the `active` of a `WeekTotals`. */
  active: string
}

/** The reconciliation of one month. */
export interface MonthCheckTable {
  account_id: string
  /** The first day of the month. */
  month: DateColumn
  /** JSON, the `MonthCheck` without its month. */
  state: string
}

/** A figure that differs from Claude's total of a month. */
export interface FindingTable {
  account_id: string
  month: DateColumn
  claude_user_id: string
  counter: CounterId
  /** A sum can be larger than a counter. */
  stored: number
  claude: number | null
}

export interface Database {
  connections: ConnectionTable
  leases: LeaseTable
  budgets: BudgetTable
  ledger: LedgerTable
  claude_users: ClaudeUserTable
  protected_users: ProtectedUserTable
  protected_addresses: ProtectedAddressTable
  employees: EmployeeTable
  directories: DirectoryTable
  links: LinkTable
  kept_from: KeptFromTable
  former_ids: FormerIdTable
  mappings: MappingTable
  reporting_lines: ReportingLineTable
  log: LogTable
  usage_days: UsageTable
  activity: ActivityTable
  change_counters: ChangeCounterTable
  changed_days: ChangedDayTable
  changed_employees: ChangedEmployeeTable
  published_totals: PublishedTotalsTable
  month_checks: MonthCheckTable
  findings: FindingTable
}

/** A database connection or a transaction. */
export type Db = Kysely<Database>
