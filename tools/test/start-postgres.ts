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

/** A database that `createDatabase` created. */
export interface FreshDatabase {
  readonly url: string
  /** Drops the database, and terminates sessions that are still open. */
  readonly drop: () => Promise<void>
}

/**
 * Returns the PostgreSQL server at the environment variable `DATABASE_URL`, or starts a new one in a temporary folder.
 * A new server stops with this process, even if the process is killed. The environment variable `POSTGRES_VERSION` is
 * its major version, if `pnpm test:postgres` has installed that.
 * @param options.isDurable - Whether every commit waits for the disk, as in production. Only for a new server.
 * `@default false`
 */
export const startPostgres = async ({
  isDurable = false,
}: {
  readonly isDurable?: boolean
} = {}): Promise<PostgresServer> => {
  const existingUrl = process.env.DATABASE_URL
  if (existingUrl) return { url: existingUrl, stop: async () => {} }

  const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url))
  const version = process.env.POSTGRES_VERSION
  const options = [...(isDurable ? ['--durable'] : []), ...(version ? [`--version=${version}`] : [])]
  const child = spawn(process.execPath, [script, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // In its own process group, so that Ctrl-C reaches only this process. The server then stops with it.
    detached: true,
  })
  const exited = once(child, 'exit')
  const url = await Promise.race([readFirstLine(child.stdout), exited.then(() => null)])
  if (url === null) throw new Error('PostgreSQL did not start. Its messages are above.')

  return {
    url,
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
    drop: () => runSql(serverUrl, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
  }
}

const runSql = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

const readFirstLine = async (stream: NodeJS.ReadableStream): Promise<string | null> => {
  for await (const line of createInterface({ input: stream })) return line
  return null
}
