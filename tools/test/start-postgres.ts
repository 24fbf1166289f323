import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

/** A running PostgreSQL server. */
export interface PostgresServer {
  /** URL of the maintenance database, with a superuser. */
  readonly url: string
  /** Stops the server, unless it is the one at `DATABASE_URL`. */
  readonly stop: () => Promise<void>
}

/** A PostgreSQL server that this process started. */
export interface OwnPostgresServer extends PostgresServer {
  /** Stops the server until `resume` is called. After a `crash`, the server recovers its data at its next start. */
  readonly halt: (how: 'stop' | 'crash') => Promise<void>
  /** Starts the server again, with the same data and URL. */
  readonly resume: () => Promise<void>
}

/** A database that `createDatabase` created. */
export interface FreshDatabase {
  readonly url: string
  /** Drops the database, and terminates sessions that are still open. */
  readonly drop: () => Promise<void>
}

interface StartOptions {
  /** Whether every commit waits for the disk, as in production. `@default false` */
  readonly isDurable?: boolean
}

/**
 * Returns the PostgreSQL server at the environment variable `DATABASE_URL`, or starts a new one. The options apply only
 * to a new one.
 */
export const startPostgres = async (options: StartOptions = {}): Promise<PostgresServer> => {
  const existingUrl = process.env.DATABASE_URL
  return existingUrl ? { url: existingUrl, stop: async () => {} } : await startOwnPostgres(options)
}

/**
 * Starts a PostgreSQL server in a temporary folder. It stops with this process, even if the process is killed. The
 * environment variable `POSTGRES_VERSION` chooses a major version that `pnpm test:postgres` has installed.
 */
export const startOwnPostgres = async ({ isDurable = false }: StartOptions = {}): Promise<OwnPostgresServer> => {
  const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url))
  const version = process.env.POSTGRES_VERSION
  const options = [...(isDurable ? ['--durable'] : []), ...(version ? [`--version=${version}`] : [])]
  const child = spawn(process.execPath, [script, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // In its own process group, so that Ctrl-C reaches only this process. The server then stops with it.
    detached: true,
  })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const readLine = async (): Promise<string> => {
    const line = await Promise.race([lines.next(), exited.then(() => null)])
    if (typeof line?.value !== 'string') throw new Error('PostgreSQL did not start. Its messages are above.')
    return line.value
  }
  const sendCommand = async (command: string): Promise<void> => {
    child.stdin.write(`${command}\n`)
    await readLine()
  }

  return {
    url: await readLine(),
    halt: sendCommand,
    resume: () => sendCommand('start'),
    stop: async () => {
      child.stdin.end()
      await exited
    },
  }
}

/** Creates an empty database. A random suffix is added to its name, so that it never exists already. */
export const createDatabase = async (serverUrl: string, name: string): Promise<FreshDatabase> => {
  const database = `${name}_${randomBytes(4).toString('hex')}`
  await runSql(serverUrl, `create database ${pg.escapeIdentifier(database)}`)
  const url = new URL(serverUrl)
  url.pathname = database
  return {
    url: url.href,
    async drop() {
      await runSql(serverUrl, buildWaitForSessionsSql(database))
      await runSql(serverUrl, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`)
    },
  }
}

/**
 * Builds SQL that waits up to half a second for the sessions of a database to end. A pool counts as ended before its
 * connections are closed, and terminating such a connection would be an error.
 */
const buildWaitForSessionsSql = (database: string): string => `
  do $$ begin
    for attempt in 1..25 loop
      exit when not exists (select from pg_stat_activity where datname = ${pg.escapeLiteral(database)});
      perform pg_sleep(0.02), pg_stat_clear_snapshot();
    end loop;
  end $$`

const runSql = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
