import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export interface PostgresServer {
  /** A connection string for the server's maintenance database, as a superuser. */
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface FreshDatabase {
  readonly url: string
  /** Ends the sessions that are still open and removes the database. */
  readonly drop: () => Promise<void>
}

/**
 * A PostgreSQL server: the one that `DATABASE_URL` names, which is left running, or a new one in a temp folder. The
 * new one stops with this process, however that ends.
 * @param options.durable - Wait for the disk at every commit, as in production. Tests have no use for it, a benchmark does.
 */
export const startPostgres = async ({
  durable = false,
}: {
  readonly durable?: boolean
} = {}): Promise<PostgresServer> => {
  const existing = process.env.DATABASE_URL
  if (existing) return { url: existing, stop: async () => {} }

  const main = fileURLToPath(new URL('postgres-process.ts', import.meta.url))
  const host = spawn(process.execPath, [main, ...(durable ? ['--durable'] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // In a process group of its own, so that ctrl-C reaches this process alone, which then stops the other.
    detached: true,
  })
  const exited = once(host, 'exit')
  const url = await Promise.race([firstLine(host.stdout), exited.then(() => null)])
  if (url === null) throw new Error('PostgreSQL did not start: its own words are above.')

  return {
    url,
    stop: async () => {
      host.stdin.end()
      await exited
    },
  }
}

/** Makes an empty database on a server, for one test file or one benchmark. Its name gets a random ending. */
export const createDatabase = async (serverUrl: string, name: string): Promise<FreshDatabase> => {
  const database = `${name}_${randomBytes(4).toString('hex')}`
  await run(serverUrl, `create database ${pg.escapeIdentifier(database)}`)
  const url = new URL(serverUrl)
  url.pathname = database
  return {
    url: url.href,
    drop: () => run(serverUrl, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`),
  }
}

const run = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

const firstLine = async (stream: NodeJS.ReadableStream): Promise<string | null> => {
  for await (const line of createInterface({ input: stream })) return line
  return null
}
