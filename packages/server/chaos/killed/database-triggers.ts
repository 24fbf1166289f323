/** Points at which a process can be paused, so that it can be killed exactly there. */
export const breakpoints = [
  /** Before the lease is acquired, renewed or released. */
  'lease',
  /** In the transaction of a day, before its rows are written. */
  'rows',
  /** Between a day's rows and its ledger entry. */
  'ledger',
  /** After the process has requested the commit of a day. The commit happens even if the process is killed. */
  'commit',
] as const
export type Breakpoint = (typeof breakpoints)[number]

/** First half of each advisory lock key. The second half is the index of the breakpoint. */
export const breakpointLockClass = 20_260_101

const createPauseSql = (name: Breakpoint): string => `execute function chaos.pause(${breakpoints.indexOf(name)})`

/**
 * SQL that adds the breakpoints and the write log to the tables of the integration. A breakpoint is an advisory lock.
 * All processes take it in shared mode, so they pause only while the observer holds it exclusively. The write log
 * records lease changes and ledger writes in their true order, because both happen under the lock of the lease row.
 */
export const triggersSql: string = `
  create schema chaos;
  create function chaos.pause() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${breakpointLockClass}, tg_argv[0]::integer);
      return null;
    end $$;
  create trigger breakpoint before insert or update on claude.leases for each statement ${createPauseSql('lease')};
  create trigger breakpoint before insert on claude.usage_days for each statement ${createPauseSql('rows')};
  create trigger breakpoint before insert on claude.ledger for each statement ${createPauseSql('ledger')};
  create constraint trigger breakpoint_at_commit after insert or update on claude.ledger
    deferrable initially deferred for each row ${createPauseSql('commit')};

  create table chaos.writes (
    id bigint generated always as identity primary key, writer text not null default current_setting('application_name'),
    token bigint, expires_at timestamptz, day date, read_at timestamptz, latest_day date, times_read integer);
  create function chaos.log_lease() returns trigger language plpgsql as $$
    begin
      insert into chaos.writes (token, expires_at) values (new.token, new.expires_at);
      return null;
    end $$;
  create function chaos.log_day() returns trigger language plpgsql as $$
    begin
      insert into chaos.writes (day, read_at, latest_day, times_read)
      values (new.day, new.read_at, new.latest_day, new.times_read);
      return null;
    end $$;
  create trigger log after insert or update or delete on claude.leases for each row execute function chaos.log_lease();
  create trigger log after insert or update on claude.ledger for each row execute function chaos.log_day()`
