import type { Day } from '@windmill/claude-core'
import pg from 'pg'
import { type Breakpoint, breakpointLockClass, breakpoints, createTriggersSql } from './database-triggers.ts'

/** One write and its writer. Times are in milliseconds since 1970. */
export type LoggedWrite = LeaseWrite | DayWrite

interface LeaseWrite {
  readonly writer: string
  readonly day: null
  /** Null when the lease was deleted, as for a new key. */
  readonly token: number | null
  /** Null when the lease was released. */
  readonly expiresAt: number | null
}

export interface DayWrite {
  readonly writer: string
  readonly day: Day
  /** Null when every attempt at the day has failed so far. */
  readonly read: { readonly at: number; readonly latestDay: Day; readonly times: number } | null
}

/** Inspects the database from outside, and pauses and disconnects the processes that use it. */
export interface DatabaseObserver {
  /** Adds the breakpoints and the write log to the migrated tables. */
  readonly install: () => Promise<void>
  /** Pauses every process that reaches the breakpoint, until it is disabled. */
  readonly enable: (breakpoint: Breakpoint) => Promise<void>
  readonly disable: (breakpoint: Breakpoint) => Promise<void>
  /** Names of the processes that are paused at the breakpoint. */
  readonly listPaused: (breakpoint: Breakpoint) => Promise<readonly string[]>
  /** A process's connections, and how many of them are in a transaction that has written. */
  readonly countConnections: (name: string) => Promise<{ readonly open: number; readonly writing: number }>
  /** Terminates all connections of a process, as a restart of the database does. */
  readonly disconnect: (name: string) => Promise<void>
  /** Lists the days with other rows than the ledger says. There must be none at any time. */
  readonly findInconsistentDays: () => Promise<readonly string[]>
  /** Lists what only a running process may have: connections, locks, leases. */
  readonly findLeftovers: () => Promise<readonly string[]>
  /** The write log, in the order of the writes. */
  readonly readWrites: () => Promise<readonly LoggedWrite[]>
  readonly close: () => Promise<void>
}

export const connectObserver = async (databaseUrl: string): Promise<DatabaseObserver> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'observer' })
  await client.connect()
  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(sql, [...values])).rows
  const callLockFunction = async (name: string, breakpoint: Breakpoint) =>
    void (await query(`select ${name}(${breakpointLockClass}, ${breakpoints.indexOf(breakpoint)})`))

  return {
    install: async () => void (await client.query(createTriggersSql)),
    enable: (breakpoint) => callLockFunction('pg_advisory_lock', breakpoint),
    disable: (breakpoint) => callLockFunction('pg_advisory_unlock', breakpoint),
    listPaused: async (breakpoint) => {
      const rows = await query<{ name: string }>(
        `select application_name as name from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and classid = ${breakpointLockClass} and objid = $1 and not granted`,
        [breakpoints.indexOf(breakpoint)],
      )
      return rows.map(({ name }) => name)
    },
    countConnections: async (name) => {
      const [row] = await query<{ open: number; writing: number }>(
        `select count(*)::integer as open, count(backend_xid)::integer as writing
         from pg_stat_activity where application_name = $1`,
        [name],
      )
      return row ?? { open: 0, writing: 0 }
    },
    disconnect: async (name) =>
      void (await query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name])),
    findInconsistentDays: async () => {
      const rows = await query<{ day: string; expected: number | null; actual: number }>(
        `select day::text, expected, coalesce(actual, 0) as actual
         from (select day, claude_users as expected from claude.ledger where read_at is not null) as read
         full join (select day, count(*)::integer as actual from claude.usage_days group by day) as stored using (day)
         where expected is distinct from coalesce(actual, 0)`,
      )
      return rows.map(({ day, expected, actual }) =>
        expected === null
          ? `${day} has ${actual} rows, and is not read according to the ledger`
          : `${day} has ${actual} rows, and ${expected} according to the ledger`,
      )
    },
    findLeftovers: async () => {
      const rows = await query<{ leftover: string }>(
        `select 'a connection of ' || application_name as leftover from pg_stat_activity
         where datname = current_database() and application_name like 'worker-%'
         union all
         select 'a lock on ' || coalesce(relation::regclass::text, locktype)
         from pg_locks join pg_stat_activity using (pid)
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
         union all
         select 'the lease of ' || account_id from claude.leases where expires_at is not null`,
      )
      return rows.map(({ leftover }) => `${leftover} is left`)
    },
    readWrites: async () => {
      const rows = await query<WriteRow>(
        `select writer, token::double precision, ${toMilliseconds('expires_at')} as expires_at,
           day::text, ${toMilliseconds('read_at')} as read_at, latest_day::text, times_read
         from chaos.writes order by id`,
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

interface WriteRow {
  readonly writer: string
  readonly token: number | null
  readonly expires_at: number | null
  readonly day: Day | null
  readonly read_at: number | null
  readonly latest_day: Day
  readonly times_read: number
}

const toMilliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::double precision`
