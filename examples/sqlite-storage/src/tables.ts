/**
 * Creates the tables. Every key starts with the account, except that accounts can share a budget. A column is JSON if
 * no statement looks for its content.
 */
export const createTables = `
create table if not exists accounts (
  account_id text primary key,
  policy text,
  is_erased integer not null default 0,
  -- The newest token, which no other account has had. Revoking a lease takes a token that nobody gets.
  lease_token integer not null default 0,
  lease_expires_at integer,
  last_version integer not null default 0,
  directory_version integer not null default 0,
  directory_read_at integer,
  directory_status text,
  lines_changed_at integer not null default 0,
  id_version integer not null default 0,
  newest_change integer not null default 0,
  membership_change integer not null default 0
) strict;
create table if not exists connections (
  account_id text primary key, record text not null, sync_request text
) strict;
create table if not exists budgets (budget_id text primary key, state text not null) strict;

create table if not exists ledger (
  account_id text, day text, entry text not null, has_unattributed_rows integer not null,
  primary key (account_id, day)
) strict, without rowid;
create table if not exists usage (
  account_id text, user_id text, day text, counters text not null, is_active integer not null,
  primary key (account_id, user_id, day)
) strict, without rowid;
create index if not exists usage_by_day on usage (account_id, day);
create table if not exists first_active_days (
  account_id text, user_id text, day text not null,
  primary key (account_id, user_id)
) strict, without rowid;
create table if not exists published_weeks (
  account_id text, start text, totals text not null,
  primary key (account_id, start)
) strict, without rowid;
create table if not exists month_checks (
  account_id text, month text, month_check text not null,
  primary key (account_id, month)
) strict, without rowid;
create table if not exists findings (
  account_id text not null, month text not null, user_id text not null,
  counter text not null, stored integer not null, claude integer
) strict;
create index if not exists findings_by_month on findings (account_id, month);

create table if not exists claude_users (
  account_id text, user_id text, email text, email_day text, is_protected integer not null default 0,
  primary key (account_id, user_id)
) strict, without rowid;
create table if not exists employees (
  account_id text, employee_id text, employee text not null, participation text not null,
  included_from text, upsert_version integer not null default 0,
  primary key (account_id, employee_id)
) strict, without rowid;
create table if not exists reporting_lines (
  account_id text not null, employee_id text not null, manager_id text, is_in_groups integer not null,
  from_at integer, until_at integer
) strict;
create index if not exists reporting_lines_by_account on reporting_lines (account_id);
create table if not exists links (
  account_id text, user_id text, employee_id text, method text not null, ignored integer not null,
  primary key (account_id, user_id)
) strict, without rowid;
create table if not exists mappings (
  account_id text, user_id text, mapping text not null,
  primary key (account_id, user_id)
) strict, without rowid;

-- Hashes, which outlive an erasure.
create table if not exists kept_from (
  account_id text not null, subject text not null, day text not null, reason text not null,
  since integer, user_id text, owner text
) strict;
create index if not exists kept_from_by_account on kept_from (account_id);
create table if not exists protected_users (
  account_id text, subject text,
  primary key (account_id, subject)
) strict, without rowid;
create table if not exists address_marks (
  account_id text, subject text, owner text,
  primary key (account_id, subject, owner)
) strict, without rowid;
create table if not exists former_ids (
  account_id text, hash text, id_version integer not null,
  primary key (account_id, hash)
) strict, without rowid;

create table if not exists log (
  number integer primary key autoincrement,
  account_id text not null, id text not null, at integer not null, actor_id text, acting_for_id text,
  about text not null, event text not null, lines text, repeat_key text,
  is_sent integer not null default 0, claimed_until integer, is_before_erasure integer not null default 0,
  unique (account_id, id),
  unique (account_id, repeat_key)
) strict;
create index if not exists log_by_time on log (account_id, at, id);

create table if not exists changed_days (
  account_id text, day text, number integer not null,
  primary key (account_id, day)
) strict, without rowid;
create table if not exists changed_employees (
  account_id text, employee_id text, number integer not null,
  primary key (account_id, employee_id)
) strict, without rowid;
`
