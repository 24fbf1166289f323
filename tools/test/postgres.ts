import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export interface PostgresServer {
  /** Connection string of the maintenance database, as superuser. */
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface FreshDatabase {
  readonly url: string
  /** Terminates the open sessions and drops the database. */
  readonly drop: () => Promise<void>
}

/**
 * Provides a PostgreSQL server: the one at `DATABASE_URL`, which keeps running, or a new one in a temporary folder, which
 * stops with this process even if it is killed.
 * @param options.durable - Waits for the disk at every commit, as in production. For benchmarks. `@default false`
 */
export const startPostgres = async ({
  durable = false,
}: {
  readonly durable?: boolean
} = {}): Promise<PostgresServer> => {
  const existing = process.env.DATABASE_URL
  if (existing) return { url: existing, stop: async () => {} }

  const script = fileURLToPath(new URL('postgres-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...(durable ? ['--durable'] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // In its own process group, so that Ctrl-C reaches only this process, which then stops the other.
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

/** Creates an empty database for one test file or one benchmark. Its name gets a random suffix. */
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
