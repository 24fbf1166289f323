import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createDatabase, startOwnPostgres } from '../../../tools/test/start-postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { pgBossScheduler } from '../src/sync/pg-boss-scheduler.ts'
import { type SilenceableProxy, startSilenceableProxy } from '../src/test/silenceable-proxy.ts'
import { buildTimeSql, type LoadTime } from './load-time.ts'
import type { Outage } from './summarize-reads.ts'

/** The database of a load test, on its own server. */
export interface LoadDatabase {
  /** The URL for the processes of the host. Their connections go through a proxy that can fall silent. */
  readonly url: string
  /** The URL for the load test itself. */
  readonly directUrl: string
  /** When the database was away, or connections to it were terminated. */
  readonly outages: readonly Outage[]
  /** Stops the server until the returned function is called. */
  readonly halt: (how: 'stop' | 'crash') => Promise<() => Promise<void>>
  /** Silences all open connections of the host's processes. Terminates them after a time in milliseconds. */
  readonly silence: (milliseconds: number) => Promise<void>
  /** Terminates one of the open connections of the host's processes. Resolves with the name of the process. */
  readonly terminate: (pickIndex: (count: number) => number) => Promise<string>
  /** Leaves a transaction open for a time in milliseconds. Resolves when the transaction has begun. */
  readonly hold: (milliseconds: number) => Promise<void>
  readonly query: <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

/** Prefix of the application names of the host's processes. */
export const processPrefix = 'load-'

/** Starts a server that waits for the disk at every commit, and creates the tables. */
export const startLoadDatabase = async (time: LoadTime): Promise<LoadDatabase> => {
  const server = await startOwnPostgres({ isDurable: true })
  const { url: directUrl } = await createDatabase(server.url, 'load')
  await createTables(directUrl, time)
  const proxy: SilenceableProxy = await startSilenceableProxy(directUrl)
  const outages: Outage[] = []
  const heldClients = new Set<pg.Client>()

  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    const client = await connect(directUrl)
    try {
      return (await client.query<Row>(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }

  return {
    url: proxy.url,
    directUrl,
    outages,
    async halt(how) {
      const from = Date.now()
      const outage = { from, to: Number.POSITIVE_INFINITY }
      outages.push(outage)
      await server.halt(how)
      return async () => {
        await server.resume()
        outage.to = Date.now()
      }
    },
    async silence(milliseconds) {
      const at = Date.now()
      outages.push({ from: at, to: at })
      proxy.silence()
      await sleep(milliseconds)
      // Terminates the silent connections, as a server does when a client does not answer.
      await query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name like $1 and backend_start < to_timestamp($2 / 1000.0)`,
        [`${processPrefix}%`, at],
      )
    },
    async terminate(pickIndex) {
      const backends = await query<{ pid: number; name: string }>(
        `select pid, application_name as name from pg_stat_activity where application_name like $1
         order by state = 'idle', application_name, pid`,
        [`${processPrefix}%`],
      )
      const backend = backends[pickIndex(backends.length)]
      if (!backend) return 'none'
      const from = Date.now()
      await query('select pg_terminate_backend($1)', [backend.pid])
      outages.push({ from, to: Date.now() })
      return backend.name
    },
    async hold(milliseconds) {
      const client = await connect(directUrl)
      client.on('error', () => {})
      heldClients.add(client)
      await client.query('begin isolation level repeatable read')
      await client.query('select count(*) from claude.usage_days')
      const end = () => {
        heldClients.delete(client)
        client.end().catch(() => {})
      }
      void sleep(milliseconds, undefined, { ref: false }).then(end)
    },
    query,
    async close() {
      for (const client of heldClients) await client.end().catch(() => {})
      await proxy.close()
      await server.stop()
    },
  }
}

const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

/** Creates the tables of the storage and of pg-boss. Their SQL functions for the time follow the load test's time. */
const createTables = async (connectionString: string, time: LoadTime): Promise<void> => {
  const storage = postgresStorage({ connectionString })
  await storage.migrate()
  await storage.close()
  const scheduler = pgBossScheduler({ connectionString })
  await scheduler.start({
    syncAllAccounts: async () => {},
    syncRequestedAccounts: async () => {},
    sync: async () => {},
    reportError: () => {},
  })
  await scheduler.stop()
  const client = await connect(connectionString)
  await client.query(buildTimeSql(time))
  await client.end()
}
