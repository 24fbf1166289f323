import { setTimeout as sleep } from 'node:timers/promises'
import type { Day } from '@windmill/claude-core'
import type { Fault } from '@windmill/example-claude-api'
import type { Random } from '../chaos/random.ts'
import type { ApiCommand } from './api-process.ts'
import type { LoadDatabase } from './load-database.ts'
import type { DisturbanceKind } from './plan-load.ts'
import type { WorkerPool } from './worker-pool.ts'

interface DisturberOptions {
  readonly random: Random
  readonly speed: number
  readonly database: LoadDatabase
  readonly pool: WorkerPool
  readonly controlApi: (command: ApiCommand) => void
  /** The day that the API serves after the disturbance `publish`. */
  readonly lastDay: Day
  readonly logLine: (line: string) => void
}

/** Disturbs a running system, and measures how long it takes to recover. */
export interface Disturber {
  /** Resolves when the next disturbance may follow, not when the system has recovered. */
  readonly disturb: (kind: DisturbanceKind) => Promise<void>
  /** Resolves when the latest outage of the API is over. */
  readonly settle: () => Promise<void>
}

const secondMs = 1_000
/** Maximum time to wait until any worker runs an account. */
const busyTimeoutMs = 3 * secondMs
const busyPollMs = 20
/** Minimum and maximum duration of an outage of the database. */
const minAwayMs = secondMs
const maxAwayMs = 4 * secondMs
/** How long some disturbances last, at the speed of the load test. */
const silenceMs = 40 * secondMs
const holdMs = 600 * secondMs
const apiOutageMs = 60 * secondMs

export const createDisturber = (options: DisturberOptions): Disturber => {
  const { random, speed, database, pool, controlApi, lastDay, logLine } = options
  let apiOutage: Promise<void> = Promise.resolve()

  /** Waits for an event, and then logs how long it took. */
  const logDuration = (description: string, event: Promise<void>): void => {
    const startedAt = performance.now()
    void event.then(() => logLine(`${description} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`))
  }

  const kill = async (): Promise<void> => {
    for (const end = performance.now() + busyTimeoutMs; performance.now() < end; await sleep(busyPollMs)) {
      if (pool.listBusy().length > 0) break
    }
    const busyWorkers = pool.listBusy()
    if (busyWorkers.length === 0) return logLine('no worker was killed, because none has anything to do')
    const name = random.pick(busyWorkers)
    const { accounts, recovered } = pool.killAndReplace(name)
    logLine(`${name} is killed while it runs ${accounts} accounts`)
    logDuration(`all accounts of ${name} run again`, recovered)
  }

  const restart = async (how: 'stop' | 'crash'): Promise<void> => {
    const resume = await database.halt(how)
    const awayMs = random.drawInteger(minAwayMs, maxAwayMs)
    await sleep(awayMs)
    await resume()
    logLine(`the database was away for ${(awayMs / 1000).toFixed(1)} s (${how})`)
    logDuration('the next day was stored', pool.waitForDay())
  }

  const beginApiOutage = (): void => {
    const fault = random.pick<Fault>([
      { kind: 'error', status: 429, retryAfter: 20 },
      { kind: 'error', status: 503 },
      { kind: 'error', status: 500, endpoint: 'users' },
      { kind: 'html', status: 502 },
      { kind: 'reset' },
      { kind: 'cut_off', endpoint: 'users' },
      { kind: 'hang', endpoint: 'skills' },
    ])
    controlApi({ faults: [fault] })
    logLine(`the API fails for a minute: ${JSON.stringify(fault)}`)
    apiOutage = sleep(apiOutageMs / speed).then(() => controlApi({ clearFaults: true }))
  }

  const actions: Readonly<Record<DisturbanceKind, () => Promise<void> | void>> = {
    kill,
    restart: () => restart('stop'),
    crash: () => restart('crash'),
    async silence() {
      logLine('all connections to the database fall silent')
      await database.silence(silenceMs / speed)
      logDuration('the next day was stored', pool.waitForDay())
    },
    async terminate() {
      const name = await database.terminate((count) => random.drawInteger(0, Math.max(0, count - 1)))
      logLine(`a connection of ${name} is ended`)
    },
    async hold() {
      await database.hold(holdMs / speed)
      logLine('another program leaves a transaction open')
    },
    api_outage: beginApiOutage,
    publish() {
      controlApi({ settings: { latestDays: { users: lastDay, skills: lastDay, connectors: lastDay } } })
      logLine(`the API serves ${lastDay}`)
    },
  }
  return {
    disturb: async (kind) => await actions[kind](),
    settle: () => apiOutage,
  }
}
