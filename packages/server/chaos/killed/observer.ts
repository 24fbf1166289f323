import type { Day } from '@windmill/claude-core'
import pg from 'pg'
import { type Gate, gateLocks, gates, instruments } from './instruments.ts'

/** What was written, and by whom, in the order in which that happened. Times are in milliseconds since 1970. */
export type Note = LeaseNote | DayNote

interface LeaseNote {
  readonly writer: string
  readonly day: null
  /** Null when the lease was taken from whoever had it, as for a new key. */
  readonly token: number | null
  /** Null when it was given back. */
  readonly expiresAt: number | null
}

export interface DayNote {
  readonly writer: string
  readonly day: Day
  /** Null for a day that has only failed so far. */
  readonly read: { readonly at: number; readonly latestDay: Day; readonly times: number } | null
}

/** Looks into the database from outside, and holds up and ends what others do there. */
export interface Observer {
  /** Adds the gates and notes to the migrated tables. */
  readonly install: () => Promise<void>
  /** From now on, whoever comes to the gate waits. */
  readonly hold: (gate: Gate) => Promise<void>
  readonly release: (gate: Gate) => Promise<void>
  /** Who waits at the gate that is held. */
  readonly held: (gate: Gate) => Promise<readonly string[]>
  /** The connections of a process, and how many of them are in a transaction that has written. */
  readonly connections: (name: string) => Promise<{ readonly open: number; readonly writing: number }>
  /** Ends all connections of a process, as the end of a database does. */
  readonly disconnect: (name: string) => Promise<void>
  /** Days of which the ledger says other than the rows do: true of none, at any time. */
  readonly halfDays: () => Promise<readonly string[]>
  /** What nobody but a living process may have: connections, locks, leases. */
  readonly leftovers: () => Promise<readonly string[]>
  readonly notes: () => Promise<readonly Note[]>
  readonly close: () => Promise<void>
}

export const connectObserver = async (databaseUrl: string): Promise<Observer> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'observer' })
  await client.connect()
  const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(sql, [...values])).rows
  const lock = async (does: string, gate: Gate) =>
    void (await ask(`select ${does}(${gateLocks}, ${gates.indexOf(gate)})`))

  return {
    install: async () => void (await client.query(instruments)),
    hold: (gate) => lock('pg_advisory_lock', gate),
    release: (gate) => lock('pg_advisory_unlock', gate),
    held: async (gate) => {
      const rows = await ask<{ name: string }>(
        `select application_name as name from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and classid = ${gateLocks} and objid = $1 and not granted`,
        [gates.indexOf(gate)],
      )
      return rows.map(({ name }) => name)
    },
    connections: async (name) => {
      const [row] = await ask<{ open: number; writing: number }>(
        `select count(*)::integer as open, count(backend_xid)::integer as writing
         from pg_stat_activity where application_name = $1`,
        [name],
      )
      return row ?? { open: 0, writing: 0 }
    },
    disconnect: async (name) =>
      void (await ask('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name])),
    halfDays: async () => {
      const rows = await ask<{ day: string; known: number | null; rows: number }>(
        `select day::text, known, coalesce(rows, 0) as rows
         from (select day, claude_users as known from claude.ledger where read_at is not null) as read
         full join (select day, count(*)::integer as rows from claude.usage_days group by day) as stored using (day)
         where known is distinct from coalesce(rows, 0)`,
      )
      return rows.map(
        ({ day, known, rows }) => `${day} has ${rows} rows, and ${known ?? 'is not read'} according to the ledger`,
      )
    },
    leftovers: async () => {
      const rows = await ask<{ what: string }>(
        `select 'a connection of ' || application_name as what from pg_stat_activity
         where datname = current_database() and application_name like 'victim-%'
         union all
         select 'a lock on ' || coalesce(relation::regclass::text, locktype)
         from pg_locks join pg_stat_activity using (pid)
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         union all
         select 'the lease of ' || account_id from claude.leases where expires_at is not null`,
      )
      return rows.map(({ what }) => `${what} is left`)
    },
    notes: async () => {
      const rows = await ask<NoteRow>(
        `select writer, token::double precision, ${milliseconds('expires_at')} as expires_at,
           day::text, ${milliseconds('read_at')} as read_at, latest_day::text, times_read
         from chaos.notes order by id`,
      )
      return rows.map(({ writer, token, expires_at, day, read_at, latest_day, times_read }) =>
        day === null
          ? { writer, day, token, expiresAt: expires_at }
          : { writer, day, read: read_at === null ? null : { at: read_at, latestDay: latest_day, times: times_read } },
      )
    },
    close: () => client.end(),
  }
}

interface NoteRow {
  readonly writer: string
  readonly token: number | null
  readonly expires_at: number | null
  readonly day: Day | null
  readonly read_at: number | null
  readonly latest_day: Day
  readonly times_read: number
}

const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::double precision`
