/** Places in the work of a process where it can be made to wait, so that its end falls right there. */
export const gates = [
  /** Before the lease is taken, prolonged or given back. */
  'lease',
  /** In the transaction of a day, before its rows. */
  'rows',
  /** Between a day's rows and its ledger entry. */
  'ledger',
  /** All is written and the commit asked for. It is done even if nobody is left to hear of it. */
  'commit',
] as const
export type Gate = (typeof gates)[number]

/** The first half of the advisory locks' keys; the second is the gate's place in the list. */
export const gateLocks = 20_260_101

const gate = (name: Gate): string => `execute function chaos.pass(${gates.indexOf(name)})`

/**
 * Triggers beside the product's tables. The gates are locks that everyone shares unless the observer holds one. The
 * notes say in which order leases were taken and ledger entries written, and by whom: both happen under the lease row's
 * lock, so their order is the true one.
 */
export const instruments: string = `
  create schema chaos;
  create function chaos.pass() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${gateLocks}, tg_argv[0]::integer);
      return null;
    end $$;
  create trigger gate before insert or update on claude.leases for each statement ${gate('lease')};
  create trigger gate before insert on claude.usage_days for each statement ${gate('rows')};
  create trigger gate before insert on claude.ledger for each statement ${gate('ledger')};
  create constraint trigger gate_of_commit after insert or update on claude.ledger
    deferrable initially deferred for each row ${gate('commit')};

  create table chaos.notes (
    id bigint generated always as identity primary key, writer text not null default current_setting('application_name'),
    token bigint, expires_at timestamptz, day date, read_at timestamptz, latest_day date, times_read integer);
  create function chaos.note_lease() returns trigger language plpgsql as $$
    begin
      insert into chaos.notes (token, expires_at) values (new.token, new.expires_at);
      return null;
    end $$;
  create function chaos.note_day() returns trigger language plpgsql as $$
    begin
      insert into chaos.notes (day, read_at, latest_day, times_read)
      values (new.day, new.read_at, new.latest_day, new.times_read);
      return null;
    end $$;
  create trigger note after insert or update or delete on claude.leases for each row execute function chaos.note_lease();
  create trigger note after insert or update on claude.ledger for each row execute function chaos.note_day()`
