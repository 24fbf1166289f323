import type { Day } from '@windmill/claude-core'
import pg from 'pg'
import { type Breakpoint, breakpointLockClass, breakpoints, triggersSql } from './database-triggers.ts'
import { buildStorageTimeSql, type Epoch } from './fast-clock.ts'

/** One write with its writer, which is the name of a worker. Times are in milliseconds since 1970. */
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
  readonly read: { readonly at: number; readonly latestDay: Day; readonly readCount: number } | null
}

/** Inspects the database of the workers. It can pause workers at a breakpoint and terminate their connections. */
export interface DatabaseObserver {
  /** Adds the breakpoints and the write log to the migrated tables. */
  readonly installTriggers: () => Promise<void>
  /** Makes the database use the simulated time of the epoch. */
  readonly setStorageTime: (epoch: Epoch) => Promise<void>
  /** Pauses every worker that reaches the breakpoint, until it is disabled. */
  readonly enableBreakpoint: (breakpoint: Breakpoint) => Promise<void>
  readonly disableBreakpoint: (breakpoint: Breakpoint) => Promise<void>
  /** Lists the names of the workers that are paused at the breakpoint. */
  readonly listPaused: (breakpoint: Breakpoint) => Promise<readonly string[]>
  /** Counts a worker's open connections. `writing` counts only those in a transaction that has written something. */
  readonly countConnections: (workerName: string) => Promise<{ readonly open: number; readonly writing: number }>
  /** Terminates all connections of a worker, like a restart of the database. */
  readonly terminateConnections: (workerName: string) => Promise<void>
  /** Lists the days that have more or fewer rows than the ledger says. There must never be any. */
  readonly findInconsistentDays: () => Promise<readonly string[]>
  /** Lists connections, locks and leases. When no worker runs, there must be none. */
  readonly findLeftovers: () => Promise<readonly string[]>
  /** Returns the write log, in the order of the writes. */
  readonly readWrites: () => Promise<readonly LoggedWrite[]>
  readonly close: () => Promise<void>
}

/** Connects an observer to the database. */
export const connectObserver = async (databaseUrl: string): Promise<DatabaseObserver> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'observer' })
  await client.connect()
  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(sql, [...values])).rows
  const callLockFunction = async (name: string, breakpoint: Breakpoint) =>
    void (await query(`select ${name}(${breakpointLockClass}, ${breakpoints.indexOf(breakpoint)})`))

  return {
    installTriggers: async () => void (await client.query(triggersSql)),
    setStorageTime: async (epoch) => void (await client.query(buildStorageTimeSql(epoch))),
    enableBreakpoint: (breakpoint) => callLockFunction('pg_advisory_lock', breakpoint),
    disableBreakpoint: (breakpoint) => callLockFunction('pg_advisory_unlock', breakpoint),
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
    terminateConnections: async (name) =>
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
          ? `${day} has ${actual} rows, but is not read according to the ledger`
          : `${day} has ${actual} rows, but ${expected} according to the ledger`,
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
        `select writer, token::double precision, ${createMillisecondsSql('expires_at')} as expires_at,
           day::text, ${createMillisecondsSql('read_at')} as read_at, latest_day::text, times_read
         from chaos.writes order by id`,
      )
      return rows.map(({ writer, token, expires_at, day, read_at, latest_day, times_read }) =>
        day === null
          ? { writer, day, token, expiresAt: expires_at }
          : {
              writer,
              day,
              read: read_at === null ? null : { at: read_at, latestDay: latest_day, readCount: times_read },
            },
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

/** Creates an SQL expression for a timestamp as milliseconds since 1970. */
const createMillisecondsSql = (column: string): string => `(extract(epoch from ${column}) * 1000)::double precision`
