/** Points at which a process can be paused, so that it is killed exactly there. */
export const breakpoints = [
  /** Before the lease is acquired, renewed or released. */
  'lease',
  /** In the transaction of a day, before its rows are written. */
  'rows',
  /** Between a day's rows and its ledger entry. */
  'ledger',
  /** Everything is written and the commit requested. The commit happens even if the process is dead by then. */
  'commit',
] as const
export type Breakpoint = (typeof breakpoints)[number]

/** First half of the advisory lock keys. The second half is the breakpoint's index. */
export const breakpointLockClass = 20_260_101

const pauseAt = (name: Breakpoint): string => `execute function chaos.pause(${breakpoints.indexOf(name)})`

/**
 * Adds the breakpoints and the write log to the product's tables. A breakpoint is an advisory lock that all processes
 * share unless the observer holds it. The write log records lease changes and ledger writes in their true order, since
 * both happen under the lease row's lock.
 */
export const createTriggersSql: string = `
  create schema chaos;
  create function chaos.pause() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${breakpointLockClass}, tg_argv[0]::integer);
      return null;
    end $$;
  create trigger breakpoint before insert or update on claude.leases for each statement ${pauseAt('lease')};
  create trigger breakpoint before insert on claude.usage_days for each statement ${pauseAt('rows')};
  create trigger breakpoint before insert on claude.ledger for each statement ${pauseAt('ledger')};
  create constraint trigger breakpoint_at_commit after insert or update on claude.ledger
    deferrable initially deferred for each row ${pauseAt('commit')};

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
