/** A change of the tables. */
export interface Migration {
  /** Never changes. */
  readonly name: string
  readonly statements: readonly string[]
}

/** The type of an id column. */
const id = 'text collate "C" not null'
/**
 * Every key starts with the account, so the tables can be partitioned or sharded by account. Ids use the collation "C".
 * This collation compares bytes, which is faster and gives the same order in every database.
 *
 * The primary key of `usage_days` serves the employee panel: 180 days of one employee are one range of the key per
 * Claude user. The index by day serves reads of a whole day. New days are appended at its end, and PostgreSQL
 * deduplicates its equal entries.
 *
 * While the statistics know few rows of an account, every index that starts with the account seems to cost the same,
 * and PostgreSQL could read all rows of the account to find the rows of one person. So an index for one person's rows
 * is partial, and `usage_days_by_day` starts with the day.
 *
 * `n_distinct` is minus the number of distinct values per row. Otherwise PostgreSQL would estimate this number from the
 * rows it has seen. If all of these rows had the same manager, PostgreSQL would expect to find everyone below each
 * employee, and scan the table once per employee.
 * An employee has one report and one Claude user on average, and a Claude user has some hundred days.
 *
 * `fillfactor` leaves room on a page, so that a changed row stays on it and the indexes need no new entries (a HOT
 * update). A row of `usage_days` changes a few times in its first week. Measured with 10 % of the rows changing per
 * reading, 90 raises HOT updates from 62 % to 87 %, and the table is no larger. Dead rows are vacuumed when they
 * are a twentieth of the table, because the default is a fifth, which is 4 million of 20 million rows.
 */
const tables: readonly string[] = [
  // The storage's time. Tests with simulated time replace this function.
  `create function storage_time() returns timestamptz language sql volatile as 'select pg_catalog.clock_timestamp()'`,
  `create table connections (
    account_id ${id}, status text not null, reason_code text, reason_message text, sealed_key text, last_four text,
    saved_at timestamptz, organization_id text, latest_day date, not_served_through date, last_sync_at timestamptz,
    failed_at timestamptz, failure_code text, failure_message text, blocked_since timestamptz, sync_request text,
    policy text, invitation_hash text, invitation_expires_at timestamptz, check_requested_at timestamptz, announced text,
    seats_day date, assigned_seats integer, pending_invites integer, seats_asked_at timestamptz,
    primary key (account_id))`,
  'create sequence lease_tokens',
  `create table leases (
    account_id ${id}, token bigint not null, expires_at timestamptz, is_erased boolean not null default false,
    next_slot integer not null default 0, erased_through bigint, id_version bigint not null default 0,
    primary key (account_id))`,
  // The only table with a key that does not start with the account: accounts on one organization share its budget.
  `create table budgets (budget_id text collate "C" not null, state text not null, used_at timestamptz not null,
    primary key (budget_id))`,
  `create table ledger (
    account_id ${id}, day date not null,
    read_at timestamptz, latest_day date, skills text, connectors text,
    claude_users integer, requests integer, times_read integer,
    unattributed_rows integer, changed_rows integer, indexed_read integer,
    failed_at timestamptz, failure_code text, failures integer, due_at timestamptz,
    primary key (account_id, day))`,
  `create table claude_users (
    account_id ${id}, claude_user_id ${id}, slot integer not null, email text, email_day date, first_active_on date,
    protected boolean not null default false,
    primary key (account_id, claude_user_id))`,
  'create index claude_users_protected on claude_users (account_id, claude_user_id) where protected',
  `create table protected_users (
    account_id ${id}, subject ${id},
    primary key (account_id, subject))`,
  `create table protected_addresses (
    account_id ${id}, subject ${id}, owner ${id},
    primary key (account_id, subject, owner))`,
  `create table employees (
    account_id ${id}, employee_id ${id}, name text not null, emails text[] not null,
    manager_id text collate "C", archived_on date, started_on date, attributes jsonb not null, participation text not null,
    included_from date, search text collate "C" not null, put_turn bigint,
    primary key (account_id, employee_id))`,
  'alter table employees alter column manager_id set (n_distinct = -1)',
  'create sequence directory_turns',
  `create index employees_excluded on employees (account_id, employee_id) where participation = 'excluded'`,
  `create index employees_by_manager on employees (account_id, manager_id, employee_id) where manager_id is not null`,
  `create table links (
    account_id ${id}, claude_user_id ${id}, employee_id text collate "C", method text not null, ignored boolean not null,
    kept_from date,
    primary key (account_id, claude_user_id))`,
  `create index links_by_employee on links (account_id, employee_id) where employee_id is not null`,
  'alter table links alter column employee_id set (n_distinct = -1)',
  `create table kept_from (
    account_id ${id}, subject ${id}, day date not null, reason text not null, since timestamptz,
    claude_user_id text collate "C", owner text collate "C",
    primary key (account_id, subject, day))`,
  'create index kept_from_by_user on kept_from (account_id, claude_user_id) where claude_user_id is not null',
  `create table former_ids (
    account_id ${id}, subject ${id}, version bigint not null,
    primary key (account_id, subject))`,
  `create table mappings (
    account_id ${id}, claude_user_id ${id}, state integer not null, reason text not null, candidates text not null,
    email text collate "C" not null, search text collate "C" not null,
    primary key (account_id, claude_user_id))`,
  'create index mappings_by_position on mappings (account_id, state, email, claude_user_id)',
  `create table directories (
    account_id ${id}, turn bigint, employees integer, read_at timestamptz, lines_changed_at timestamptz,
    held_back_reason text, held_back_at timestamptz, held_back_message text, problems jsonb,
    primary key (account_id))`,
  // One row per time span with the same manager and `in_groups`. `began_at` is null for a line of the first directory.
  // `ended_at` is null for a line in effect.
  `create table reporting_lines (
    account_id ${id}, employee_id ${id}, number bigint generated always as identity,
    manager_id text collate "C", in_groups boolean not null, began_at timestamptz, ended_at timestamptz,
    primary key (account_id, employee_id, number))`,
  'create index reporting_lines_ended on reporting_lines (account_id, ended_at) where ended_at is not null',
  // `number` is the order in which the entries were added. The order of their times can differ. `about_id` is the
  // employee if `about` is `employee`, the manager if `about` is `below`, and null otherwise.
  `create table log (
    account_id ${id}, id uuid not null default gen_random_uuid(), number bigint generated always as identity,
    at timestamptz not null, kind text not null, actor_id text collate "C", acting_for_id text collate "C",
    about text not null, about_id text collate "C", details jsonb not null, repeat_key text collate "C",
    lines_from timestamptz, lines_until timestamptz,
    claude_user_id text collate "C", from_employee_id text collate "C", from_method text, from_ignored boolean,
    to_employee_id text collate "C", to_method text, to_ignored boolean,
    sent boolean not null default false, claimed_until timestamptz,
    primary key (account_id, id))`,
  'create index log_by_time on log (account_id, at, id)',
  'create index log_by_subject on log (account_id, about_id, at, id) where about_id is not null',
  `create index log_about_everyone on log (account_id, at, id) where about = 'everyone'`,
  'create unique index log_repeats on log (account_id, repeat_key) where repeat_key is not null',
  `create index log_unsent on log (account_id, number) where not sent and (kind <> 'link_changed' or actor_id is not null)`,
  'create index log_by_claude_user on log (account_id, claude_user_id, number) where claude_user_id is not null',
  'create index log_by_linked on log (account_id, to_employee_id, at, id) where to_employee_id is not null',
  'create index log_by_unlinked on log (account_id, from_employee_id, at, id) where from_employee_id is not null',
  `create table usage_days (
    day date not null, account_id ${id}, claude_user_id ${id},
    primary key (account_id, claude_user_id, day))
    with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05)`,
  'alter table usage_days alter column claude_user_id set (n_distinct = -0.01)',
  'create index usage_days_by_day on usage_days (day, account_id)',
  // Bitmaps are dense, so compressing them would only cost time.
  `create table activity (
    account_id ${id}, day date not null, adoption_id ${id}, active bytea not null,
    primary key (account_id, day, adoption_id))`,
  'alter table activity alter column active set storage external',
  // No number is used twice. Numbers are in the order in which the changes are committed.
  `create table change_counters (
    account_id ${id}, number bigint not null, membership_number bigint not null,
    primary key (account_id))`,
  `create table changed_days (
    account_id ${id}, day date not null, number bigint not null,
    primary key (account_id, day))`,
  `create table changed_employees (
    account_id ${id}, employee_id ${id}, number bigint not null,
    primary key (account_id, employee_id))`,
  'create index changed_employees_by_number on changed_employees (account_id, number)',
  `create table published_totals (
    account_id ${id}, start date not null, active jsonb not null,
    primary key (account_id, start))`,
  `create table month_checks (
    account_id ${id}, month date not null, state jsonb not null,
    primary key (account_id, month))`,
  `create table findings (
    account_id ${id}, month date not null, claude_user_id ${id}, counter ${id}, stored bigint not null, claude bigint,
    primary key (account_id, month, claude_user_id, counter))`,
]

/**
 * All migrations, in order. Until 1.0.0-rc there is only the first migration, which is edited in place. A database that
 * was made by another version of this migration is refused. From 1.0.0-rc on, a change is a new migration at the end. A
 * migration must be additive: older code goes on reading and writing the changed tables.
 *
 * The columns of the counters are in no migration. `migrateToLatest` adds those that are missing.
 */
export const migrations: readonly Migration[] = [{ name: '001_tables', statements: tables }]
