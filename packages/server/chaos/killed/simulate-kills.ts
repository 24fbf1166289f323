import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayAt } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { actAtRandomMoment } from './act-at-random-moment.ts'
import { createEnvironment, type Environment } from './environment.ts'
import { speed } from './fast-clock.ts'
import { findStoreFailures, findWriteFailures, leaseDurationMs } from './invariants.ts'
import { pickFault } from './pick-fault.ts'
import { waitUntil } from './wait-until.ts'
import { filterAlive, type Worker } from './worker.ts'

const hourMs = 3_600_000
/** A wait that takes longer in real time counts as a hang. */
const hangTimeoutMs = 120_000

export interface KillSimulationOptions {
  /** URL of a PostgreSQL server. The simulation creates its own database there, and drops it at the end. */
  readonly serverUrl: string
  readonly seed: number
  /** Number of processes to kill. */
  readonly killCount: number
  /** Maximum days from January 4, 2026 to the start of the simulation. The API's history begins on January 1. */
  readonly maxHistoryDays: number
}

export interface KillSimulationResult {
  /**
   * The first ten failures, one line each: broken invariants, crashes, hangs and exceeded rate limits. Empty on
   * success.
   */
  readonly failures: readonly string[]
  /** One line per event, in order. */
  readonly log: readonly string[]
  readonly killCount: number
  /** Number of kills during a transaction that had written something. */
  readonly killsWhileWriting: number
  readonly requestCount: number
}

interface Simulation extends Environment {
  readonly failures: string[]
  readonly log: string[]
  killCount: number
  killsWhileWriting: number
  /** Number of requests that were checked so far. */
  checkedRequestCount: number
  /** Whether the latest worker ended because it had caught up. */
  isCaughtUp: boolean
}

/**
 * Syncs one account into a real PostgreSQL database while the workers are killed again and again. The seed determines
 * what happens and when. How far a worker has come when it is killed depends on the machine.
 */
export const simulateKills = async (options: KillSimulationOptions): Promise<KillSimulationResult> => {
  const { serverUrl, seed, killCount, maxHistoryDays } = options
  const environment = await createEnvironment(serverUrl, seed, maxHistoryDays)
  const simulation: Simulation = {
    ...environment,
    failures: [],
    log: [],
    killCount: 0,
    killsWhileWriting: 0,
    checkedRequestCount: 0,
    isCaughtUp: false,
  }
  try {
    await killWhileMigrating(simulation)
    await simulation.storage.migrate()
    await simulation.observer.installTriggers()
    await simulation.advanceTime(0)
    while (simulation.killCount < killCount && simulation.failures.length === 0) {
      await runDisturbedWorkers(simulation, killCount)
    }
    if (simulation.failures.length === 0) await runUndisturbedWorker(simulation)
    return {
      failures: simulation.failures.slice(0, 10),
      log: simulation.log,
      killCount: simulation.killCount,
      killsWhileWriting: simulation.killsWhileWriting,
      requestCount: simulation.api.requests.total(),
    }
  } finally {
    await environment.close()
  }
}

/** Kills a worker. Resolves with a line for the log of the simulation. */
const killWorker = async (simulation: Simulation, worker: Worker): Promise<string> => {
  const { writing } = await simulation.observer.countConnections(worker.name)
  worker.signal('SIGKILL')
  if ((await worker.ended) !== 'killed') return `${worker.name} had ended`
  simulation.killCount += 1
  if (writing > 0) simulation.killsWhileWriting += 1
  return `${worker.name} killed`
}

/** Kills the first worker around the first migration. */
const killWhileMigrating = async (simulation: Simulation): Promise<void> => {
  const worker = simulation.startWorker()
  const isConnected = async () => (await simulation.observer.countConnections(worker.name)).open > 0
  await waitUntil(isConnected, hangTimeoutMs)
  const maxDelayMs = 60
  await sleep(simulation.random.drawFraction() * maxDelayMs)
  simulation.log.push(`${await killWorker(simulation, worker)} around the first migration`)
  await waitForWorkers(simulation, [worker])
}

/** Starts one or two workers, and kills, pauses or disconnects them. A few are left to end by themselves. */
const runDisturbedWorkers = async (simulation: Simulation, maxKills: number): Promise<void> => {
  const { random, api, observer, log } = simulation
  if (random.drawBoolean(0.3)) api.control({ clearFaults: true })
  if (random.drawBoolean(0.5)) api.control({ faults: [pickFault(random)] })
  if (simulation.isCaughtUp) await simulation.advanceTime(random.drawInteger(14, 300) * hourMs)
  else if (random.drawBoolean(0.2)) await simulation.advanceTime(random.drawInteger(1, 30) * hourMs)

  const workers = Array.from({ length: random.drawBoolean(0.35) ? 2 : 1 }, () => simulation.startWorker())
  const addToLog = (line: string | null) => line && log.push(`${new Date(simulation.now()).toISOString()} ${line}`)
  const [mayPause, mayDisconnect] = [random.drawBoolean(0.5), random.drawBoolean(0.2)]
  if (workers.length === 2 && mayPause) addToLog(await pauseWorker(simulation, workers))
  if (mayDisconnect) addToLog(await disconnectWorker(simulation, workers))

  while (filterAlive(workers).length > 0 && simulation.killCount < maxKills && !random.drawBoolean(0.1)) {
    const killAndCheck = async (worker: Worker) => {
      const line = await killWorker(simulation, worker)
      simulation.failures.push(...(await observer.findInconsistentDays()))
      return line
    }
    addToLog(await actAtRandomMoment(simulation, filterAlive(workers), killAndCheck))
  }
  await waitForWorkers(simulation, workers)
}

/**
 * Pauses a worker for longer than its lease lasts, so that another worker can take over. When the paused worker
 * resumes, it must not write without a new lease.
 */
const pauseWorker = async (simulation: Simulation, workers: readonly Worker[]): Promise<string | null> => {
  await Promise.all(workers.map(({ started }) => started))
  let paused: Worker | undefined
  const line = await actAtRandomMoment(simulation, workers, async (worker) => {
    paused = worker
    worker.signal('SIGSTOP')
    return `${worker.name} paused`
  })
  await sleep((1.2 + simulation.random.drawFraction()) * (leaseDurationMs / speed))
  paused?.signal('SIGCONT')
  return line
}

/** Terminates a worker's database connections, as a restart of the database does. */
const disconnectWorker = async (simulation: Simulation, workers: readonly Worker[]): Promise<string | null> => {
  await Promise.all(workers.map(({ started }) => started))
  return await actAtRandomMoment(simulation, workers, async (worker) => {
    await simulation.observer.terminateConnections(worker.name)
    return `${worker.name} disconnected`
  })
}

/** Clears all faults, advances two days, lets one worker catch up, and checks the final state. */
const runUndisturbedWorker = async (simulation: Simulation): Promise<void> => {
  const { api, account, failures, storage, observer } = simulation
  api.control({ clearFaults: true })
  // Two days later at 15:00, every failed day is due again, and the API serves no new day soon.
  await simulation.advanceTime(startOfDay(addDays(dayAt(simulation.now()), 2)) + 15 * hourMs - simulation.now())
  await waitForWorkers(simulation, [simulation.startWorker()])
  failures.push(...(await observer.findLeftovers()))
  failures.push(...findWriteFailures(await observer.readWrites()))
  failures.push(...(await findStoreFailures(storage, account, api)))
}

/** Waits until all workers have ended, and checks that none of them crashed, hung or exceeded the rate limit. */
const waitForWorkers = async (simulation: Simulation, workers: readonly Worker[]): Promise<void> => {
  const { observer, api, failures, log } = simulation
  const haveEnded = await waitUntil(() => filterAlive(workers).length === 0, hangTimeoutMs)
  if (!haveEnded) failures.push(`${filterAlive(workers).map(({ name }) => name)} did not end`)
  for (const worker of workers) {
    const outcome = worker.isAlive() ? 'alive' : await worker.ended
    if (outcome !== 'done' && outcome !== 'killed') failures.push(`${worker.name} ${outcome}`)
    log.push(`${worker.name} ${outcome}`, ...worker.readLog().map((line) => `  ${line}`))
    const isDisconnected = async () => (await observer.countConnections(worker.name)).open === 0
    if (haveEnded && !(await waitUntil(isDisconnected, hangTimeoutMs))) {
      failures.push(`${worker.name} has ended, but has open connections`)
    }
    simulation.isCaughtUp = outcome === 'done'
  }
  const newRequestCount = api.requests.total() - simulation.checkedRequestCount
  simulation.checkedRequestCount += newRequestCount
  const newRequests = newRequestCount > 0 ? api.requests.list().slice(-newRequestCount) : []
  const rateLimitedCount = newRequests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (rateLimitedCount > 0) failures.push(`${rateLimitedCount} requests exceeded the rate limit`)
}
