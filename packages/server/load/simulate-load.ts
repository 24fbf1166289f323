import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, type Day, listDays } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createRandom } from '../chaos/random.ts'
import type { RequestFindings } from './api-observer.ts'
import type { ApiCommand, ApiInput, ApiMessage } from './api-process.ts'
import { type Comparison, compareWithTruth } from './compare-with-truth.ts'
import { toAccountId } from './create-load-integration.ts'
import { createDisturber } from './disturber.ts'
import { startLoadDatabase } from './load-database.ts'
import { killLoadProcesses, type LoadProcess, startLoadProcess } from './load-process.ts'
import type { LoadTime } from './load-time.ts'
import { type DisturbanceCounts, planDisturbances, planOrganizations } from './plan-load.ts'
import { type Read, type ReadSummary, summarizeReads } from './summarize-reads.ts'
import type { WebCommand, WebInput, WebMessage } from './web-process.ts'
import { createWorkerPool } from './worker-pool.ts'

export interface LoadOptions {
  readonly accounts: number
  /** Number of people of all organizations together. */
  readonly people: number
  /** Number of days of each account, at least 2. The API publishes the last day during the load test. */
  readonly days: number
  readonly workers: number
  readonly seed: number
  /** Speed of durations, as a multiple of real time. */
  readonly speed: number
  readonly disturbances: DisturbanceCounts
  readonly log: (line: string) => void
}

export interface LoadResult {
  /** Differences from the truth, and other failures, one line each. */
  readonly failures: readonly string[]
  readonly seconds: number
  readonly comparison: Comparison
  readonly requests: RequestFindings
  readonly reads: ReadSummary
  /** The maximum memory of each process, in megabytes. */
  readonly memory: Readonly<Record<string, number>>
}

/** The newest day at the end of the load test. It is a workday. */
const lastDay: Day = '2026-11-20'
const hourMs = 3_600_000
const leaseMs = 30_000
/** Maximum requests that the API allows an organization in a minute. Workers send at most 50. */
const maxRequestsPerMinute = 60
/** The load test gives up when no further day was read for a time. This is the minimum of that time, in real time. */
const minStallTimeoutMs = 120_000
const pollIntervalMs = 200

/**
 * Computes how long an hour of the calendar takes in real time. It takes longer for more data, so that the hourly runs
 * can end: ten days of a person are read per millisecond.
 */
const computeRealHourMs = ({ people, days }: LoadOptions): number => Math.max(10_000, (people * days) / 10)

/** Runs a load test. */
export const simulateLoad = async (options: LoadOptions): Promise<LoadResult> => {
  const { accounts, days: dayCount, seed, speed, log } = options
  const startedAt = Date.now()
  const { sizes, organizationIndexes } = planOrganizations(accounts, options.people)
  const firstDay = addDays(lastDay, 1 - dayCount)
  const days = listDays({ from: firstDay, to: lastDay })
  const realHourMs = computeRealHourMs(options)
  const time: LoadTime = {
    realStart: startedAt,
    calendarStart: startOfDay(addDays(lastDay, 2)) + 8 * hourMs,
    speed,
    calendarSpeed: hourMs / realHourMs,
  }
  const compileCacheFolder = await mkdtemp(join(tmpdir(), 'load-'))
  const formatElapsedTime = (): string => `${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s`
  const logLine = (line: string): void => log(`${formatElapsedTime()}  ${line}`)
  const failures: string[] = []
  const problems = new Map<string, number>()
  const countProblem = (name: string, message: string, details: string): void => {
    problems.set(message, (problems.get(message) ?? 0) + 1)
    if (process.env.LOAD_DEBUG) log(`  ${name}: ${message} ${details}`)
  }
  const database = await startLoadDatabase(time)
  try {
    const ready = Promise.withResolvers<ApiMessage>()
    const api = startLoadProcess<ApiMessage>({
      name: 'api',
      file: 'api-process.ts',
      input: { seed, time, sizes, latestDay: addDays(lastDay, -1) } satisfies ApiInput,
      compileCacheFolder,
      onMessage: ready.resolve,
    })
    const { apiUrl, dataUrl, organizations } = await ready.promise
    const [minSize, maxSize] = [Math.min(...sizes), Math.max(...sizes)]
    logLine(`${accounts} accounts, ${sizes.length} organizations of ${minSize} to ${maxSize} people`)

    // The database is away while the processes start.
    const resume = await database.halt('stop')
    const hostInput = {
      databaseUrl: database.url,
      apiUrl,
      directoryUrl: `${dataUrl}/directory`,
      organizationIndexes,
      firstDay,
    }
    const pool = createWorkerPool({ hostInput, time, compileCacheFolder, logLine, onProblem: countProblem })
    for (let index = 0; index < options.workers; index += 1) pool.start()

    const reads: Read[] = []
    let connectedCount = 0
    const web = startLoadProcess<WebMessage>({
      name: 'web',
      file: 'web-process.ts',
      input: { ...hostInput, name: 'load-web', seed, lastDay, organizations } satisfies WebInput,
      time: { ...time, speed: 1 },
      compileCacheFolder,
      onMessage(message) {
        if (message.kind === 'reads') reads.push(...message.reads)
        else if (message.kind === 'connected') connectedCount += 1
        else countProblem('web', message.message, message.details)
      },
    })
    const sendToWeb = (command: WebCommand): void => web.send(command)
    for (const [accountIndex, organizationIndex] of organizationIndexes.entries()) {
      sendToWeb({ kind: 'connect', accountIndex, key: organizations[organizationIndex]?.key ?? '' })
    }
    sendToWeb({ kind: 'read' })
    await sleep(2_000)
    await resume()
    logLine('the database is available')

    const random = createRandom(seed)
    const disturber = createDisturber({
      random,
      speed,
      database,
      pool,
      controlApi: (command: ApiCommand) => api.send(command),
      lastDay,
      logLine,
    })
    /** Counts the read days of each account. */
    const countReadDays = async (): Promise<ReadonlyMap<string, number>> => {
      const rows = await database.query<{ account: string; count: number }>(
        `select account_id as account, count(*)::integer as count from claude.ledger
         where read_at is not null and failed_at is null and day between $1 and $2 group by account_id`,
        [firstDay, lastDay],
      )
      return new Map(rows.map(({ account, count }) => [account, count]))
    }
    /** Requests a sync of each account with an unread day, like an admin who does not wait for the next hour. */
    const requestSyncs = (readDays: ReadonlyMap<string, number>): void => {
      for (const accountIndex of organizationIndexes.keys()) {
        if ((readDays.get(toAccountId(accountIndex)) ?? 0) < dayCount) sendToWeb({ kind: 'sync', accountIndex })
      }
    }
    const expectedCount = accounts * dayCount
    const disturbances = [...planDisturbances(random, options.disturbances)]
    let readCount = 0
    let lastProgressAt = Date.now()
    let lastLogAt = Date.now()
    let lastRequestAt = Date.now()
    // Longer than an hour of the calendar, because accounts with unread days sync about once per hour.
    const stallTimeoutMs = Math.max(minStallTimeoutMs, 3 * realHourMs)
    while (readCount < expectedCount || disturbances.length > 0) {
      const readDays = await countReadDays()
      const count = [...readDays.values()].reduce((sum, daysOfAccount) => sum + daysOfAccount, 0)
      if (Date.now() - lastRequestAt > realHourMs) {
        lastRequestAt = Date.now()
        requestSyncs(readDays)
      }
      if (count !== readCount) lastProgressAt = Date.now()
      readCount = count
      const [next] = disturbances
      // The last day can be read only after the disturbance `publish`, so no disturbance waits for more than all other
      // days.
      if (next && readCount >= Math.min(next.afterReadShare, (dayCount - 1) / dayCount) * expectedCount) {
        disturbances.shift()
        await disturber.disturb(next.kind)
        lastProgressAt = Date.now()
      }
      if (Date.now() - lastLogAt > 10_000) {
        lastLogAt = Date.now()
        logLine(`${readCount} of ${expectedCount} days read, ${connectedCount} of ${accounts} accounts connected`)
      }
      if (Date.now() - lastProgressAt > stallTimeoutMs) {
        failures.push(`Only ${readCount} of ${expectedCount} days were read, and no further day is read`)
        break
      }
      await sleep(pollIntervalMs)
    }
    const seconds = (Date.now() - startedAt) / 1000
    logLine(`${readCount} of ${expectedCount} days are read`)
    await disturber.settle()

    failures.push(...(await pool.stop()))
    const leases = await database.query<{ account: string }>(
      'select account_id as account from claude.leases where expires_at is not null',
    )
    // The leases of killed workers expire by themselves.
    if (leases.length > 0) await sleep(leaseMs / speed)
    web.kill()
    const comparison = await compareWithTruth({ databaseUrl: database.directUrl, dataUrl, organizationIndexes, days })
    const requests = (await (await fetch(`${dataUrl}/findings`)).json()) as RequestFindings
    const summary = summarizeReads(reads, database.outages)
    failures.push(...comparison.differences)
    if (comparison.differenceCount > comparison.differences.length) {
      failures.push(`${comparison.differenceCount} differences from the truth in all`)
    }
    if (requests.maxPerMinute > maxRequestsPerMinute) {
      failures.push(`An organization got ${requests.maxPerMinute} requests in a minute`)
    }
    if (requests.maxOverlapMs > leaseMs) {
      const overlap = (requests.maxOverlapMs / 1000).toFixed(1)
      failures.push(`${requests.maxOverlapAccount} had two runs at once for ${overlap} s`)
    }
    for (const [code, count] of Object.entries(summary.failedWithoutOutage)) {
      failures.push(`${count} reads failed with ${code} although the database was available`)
    }
    for (const [message, count] of problems) log(`  logged ${count} times: ${message}`)
    return {
      failures,
      seconds,
      comparison,
      requests,
      reads: summary,
      memory: listMemory([...pool.listAll(), web, api]),
    }
  } finally {
    killLoadProcesses()
    await database.close()
    await rm(compileCacheFolder, { recursive: true, force: true })
  }
}

const listMemory = (processes: readonly LoadProcess[]): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(processes.map(({ name, getPeakMegabytes }) => [name, getPeakMegabytes()])),
  'load test': process.resourceUsage().maxRSS / 1024,
})
