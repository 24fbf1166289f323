import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from './find-free-port.ts'
import { processOwner } from './process-owner.ts'

/** A running PgBouncer. */
export interface PgBouncer {
  /** URL of the database, through PgBouncer. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Returns the path of PgBouncer's program. Undefined if it is not installed. Debian's `PATH` has `sbin` only for root.
 */
export const findPgBouncer = (): string | undefined =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'pgbouncer'))
    .find((path) => existsSync(path))

/**
 * Number of PgBouncer's connections to the database. It is lower than the number in the adapter's pool, so that
 * transactions of different clients share a connection.
 */
const serverConnectionCount = 3
const startTimeoutMs = 20_000

/**
 * Starts PgBouncer in transaction mode in front of a database. It stops with this process, even if the process is
 * killed.
 */
export const startPgBouncer = async (databaseUrl: string): Promise<PgBouncer> => {
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'))
  const port = await findFreePort()
  const server = new pg.Client(databaseUrl)
  const quote = (value: string) => `'${value.replaceAll("'", "''")}'`
  const configuration = join(folder, 'pgbouncer.ini')
  const databaseSettings = [
    `host=${server.host} port=${server.port} user=${quote(server.user ?? '')}`,
    server.password ? `password=${quote(String(server.password))}` : '',
  ]
  writeFileSync(
    configuration,
    `[databases]
* = ${databaseSettings.join(' ')}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${serverConnectionCount}
max_client_conn = 200
`,
    { mode: 0o600 },
  )
  if (processOwner) for (const path of [folder, configuration]) chownSync(path, processOwner.uid, processOwner.gid)

  // Standard input closes when this process ends. Then `cat` ends, and the shell stops PgBouncer and deletes its
  // folder.
  const script = '"$0" --quiet "$1" & cat > /dev/null; kill $!; wait; rm -r "$PWD"'
  const child = spawn('sh', ['-c', script, findPgBouncer() ?? 'pgbouncer', configuration], {
    ...processOwner,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const exited = once(child, 'exit')
  const url = new URL(databaseUrl)
  Object.assign(url, { hostname: '127.0.0.1', port: String(port) })
  const pgBouncer = {
    url: url.href,
    stop: async () => {
      child.stdin.end()
      await exited
    },
  }
  await waitForAnswer(pgBouncer.url).catch(async (error: unknown) => {
    await pgBouncer.stop()
    throw error
  })
  return pgBouncer
}

const waitForAnswer = async (url: string): Promise<void> => {
  for (const deadline = performance.now() + startTimeoutMs; ; await setTimeout(20)) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
    } finally {
      await client.end().catch(() => {})
    }
  }
}
