import { addDays, type Counters, type Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import pg from 'pg'
import { type Benchmark, computeMedian, type Figure, measureSeconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import type { DayReading, StorageAdapter, UsageDay } from '../src/storage/adapter.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { buildSetTimeSql } from '../src/test/storage-time.ts'
import { createConnectionRecord } from '../src/testing/fixtures.ts'
import { createCompany, dayCount, insertPeopleData, latestDay } from './people-data.ts'
import { account } from './start-integration.ts'

const employeeCount = 100_000
/** Number of days on which the newest days are read again. */
const simulatedDays = 60
/** Number of newest days that are read again on each of these days. */
const reReadDays = 7
/** One in this many rows of a day changes with each re-read. */
const changedEvery = 50
/** Number of the oldest days that retention deletes. */
const deletedDays = 30

/** Maximum size of the usage with its indexes, as a multiple of the size before the re-reads. */
const maxGrowth = 1.2
/** Maximum time of a panel while retention deletes, as a multiple of its time alone. */
const maxSlowdown = 3

export const reReadsBenchmark: Benchmark = {
  name: 're-reads',
  title: `${simulatedDays} days of re-reads, then retention, with ${employeeCount} people and ${dayCount} days in PostgreSQL`,
  isLong: true,
  async measure(log) {
    const server = await startPostgres({ isDurable: true })
    const database = await createDatabase(server.url, 'bench')
    const pool = new pg.Pool({ connectionString: database.url })
    const storage = postgresStorage({ pool })
    try {
      await storage.migrate()
      await storage.saveConnection(createConnectionRecord(account))
      const company = createCompany(employeeCount)
      log(`${await insertPeopleData(storage, pool, company, 0)} rows are stored`)
      return [
        ...(await measureReReads(storage, pool, log)),
        ...(await measureRetention(
          storage,
          pool,
          company.sampleEmployees(100).map((id) => () => readPanel(storage, id)),
        )),
      ]
    } finally {
      await storage.close()
      await pool.end()
      await database.drop()
      await server.stop()
    }
  },
}

const measureReReads = async (
  storage: StorageAdapter,
  pool: pg.Pool,
  log: (line: string) => void,
): Promise<readonly Figure[]> => {
  const token = await storage.acquireLease(account, 24 * 3_600_000)
  if (token === null) throw new Error('The account has a lease.')
  const readings = new Map<Day, readonly UsageDay[]>()
  const sizesBefore = await readSizes(pool)
  const times: number[] = []
  const unchangedTimes: number[] = []
  let changedRows = 0
  for (let index = 0; index < simulatedDays; index += 1) {
    const newestDay = addDays(latestDay, index + 1 - simulatedDays)
    readings.delete(addDays(newestDay, -reReadDays))
    for (let age = 0; age < reReadDays; age += 1) {
      const day = addDays(newestDay, -age)
      const usage = readings.get(day) ?? (await storage.readUsage(account, day))
      const changedUsage = usage.map((row, index) => (index % changedEvery === age ? addMessage(row) : row))
      readings.set(day, changedUsage)
      changedRows += Math.floor(usage.length / changedEvery)
      times.push(await measureSeconds(() => writeDay(storage, token, day, changedUsage)))
    }
    if (index % 10 === 0) {
      unchangedTimes.push(
        await measureSeconds(() => writeDay(storage, token, newestDay, readings.get(newestDay) ?? [])),
      )
      log(`day ${index + 1}: ${(times.at(-1) ?? 0).toFixed(1)} s a re-read`)
    }
  }
  await storage.releaseLease(account, token)
  const sizesAfter = await readSizes(pool)
  return [
    { figure: 're-read of a day (s)', value: computeMedian(times) },
    { figure: 're-read of an unchanged day (s)', value: computeMedian(unchangedTimes) },
    { figure: 'changed rows', value: changedRows },
    { figure: 'share of updates that left the indexes alone', value: sizesAfter.hot / Math.max(1, sizesAfter.updated) },
    { figure: 'size after ÷ before', value: sizesAfter.bytes / sizesBefore.bytes, budget: maxGrowth },
    { figure: 'WAL per changed row (bytes)', value: (sizesAfter.wal - sizesBefore.wal) / changedRows },
  ]
}

const measureRetention = async (
  storage: StorageAdapter,
  pool: pg.Pool,
  panels: readonly (() => Promise<unknown>)[],
): Promise<readonly Figure[]> => {
  const measurePanels = async (canEnd: () => boolean) => {
    const times: number[] = []
    while (times.length < panels.length || !canEnd()) {
      const panel = panels[times.length % panels.length]
      times.push(await measureSeconds(async () => void (await panel?.())))
    }
    return times.toSorted((a, b) => a - b)
  }
  const timesAlone = await measurePanels(() => true)
  const now = startOfDay(addDays(latestDay, 1)) + 12 * 3_600_000
  await pool.query(buildSetTimeSql(now))
  const historyFrom = addDays(latestDay, 1 - dayCount + deletedDays)
  await storage.applyPolicy(account, {
    historyFrom,
    usageRetentionDays: null,
    accessRetentionDays: 365,
    directoryMaxAgeHours: 96,
  })
  await pool.query(buildSetTimeSql(now + 25 * 3_600_000))
  let isDeleted = false
  const deletion = measureSeconds(() => storage.deleteNotKept(account)).finally(() => {
    isDeleted = true
  })
  const timesDuringDeletion = await measurePanels(() => isDeleted)
  return [
    { figure: `retention of ${deletedDays} days (s)`, value: await deletion },
    {
      figure: 'panel while retention deletes ÷ alone',
      value: computeMedian(timesDuringDeletion) / computeMedian(timesAlone),
      budget: maxSlowdown,
    },
    { figure: 'slowest panel while retention deletes (s)', value: timesDuringDeletion.at(-1) ?? 0 },
  ]
}

const addMessage = ({ claudeUserId, counters }: UsageDay): UsageDay => ({
  claudeUserId,
  counters: { ...counters, chat_messages: (counters.chat_messages ?? 0) + 1 } satisfies Counters,
})

const writeDay = async (
  storage: StorageAdapter,
  token: number,
  day: Day,
  usage: readonly UsageDay[],
): Promise<void> => {
  const read = {
    at: startOfDay(addDays(latestDay, 1)),
    latestDay,
    skills: 'report',
    connectors: 'report',
    claudeUsers: usage.length,
    requests: 303,
    readCount: 2,
    unattributedRows: 0,
    changedRows: 0,
  } as const
  const reading: DayReading = { entry: { day, read, failure: null }, claudeUsers: [], usage }
  await storage.writeDay(account, token, reading)
}

const readPanel = (storage: StorageAdapter, id: Parameters<StorageAdapter['sumEmployeeUsage']>[1]) =>
  storage.sumEmployeeUsage(account, id, { from: addDays(latestDay, -89), to: latestDay }, 'week')

/**
 * Reads the size of the usage with its indexes, the number of updates since the start of the server, how many of these
 * left the indexes alone (`hot`), and the position in the WAL.
 */
const readSizes = async (
  pool: pg.Pool,
): Promise<{ readonly bytes: number; readonly updated: number; readonly hot: number; readonly wal: number }> => {
  const { rows } = await pool.query(`
    select pg_total_relation_size('claude.usage_days')::double precision as bytes,
      n_tup_upd::double precision as updated, n_tup_hot_upd::double precision as hot,
      (pg_current_wal_lsn() - '0/0')::double precision as wal
    from pg_stat_user_tables where schemaname = 'claude' and relname = 'usage_days'`)
  return rows[0]
}
