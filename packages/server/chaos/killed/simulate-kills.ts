import { setTimeout as sleep } from 'node:timers/promises'
import { addDays, dayAt } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createEnvironment, type Environment } from './environment.ts'
import { speed } from './fast-clock.ts'
import { pickFault } from './faults.ts'
import { findStoreFailures, findWriteFailures, leaseDurationMs } from './invariants.ts'
import { actAtRandomMoment, filterAlive, waitUntil } from './random-moment.ts'
import type { Worker } from './worker.ts'

const hourMs = 3_600_000
/** In real time. What takes longer hangs. */
const hangTimeoutMs = 120_000

export interface KillSimulationOptions {
  /** A PostgreSQL server. The simulation creates its own database there. */
  readonly serverUrl: string
  readonly seed: number
  /** Number of processes to kill. */
  readonly kills: number
  /** Maximum days of history at the start. */
  readonly historyDays: number
}

export interface KillSimulationResult {
  /** Empty when nothing is lost, duplicated, half written or left behind. */
  readonly failures: readonly string[]
  /** What happened, one line per event. */
  readonly log: readonly string[]
  readonly kills: number
  /** Number of kills inside a transaction that had written something. */
  readonly killsWhileWriting: number
  readonly requests: number
}

interface Simulation extends Environment {
  readonly failures: string[]
  readonly log: string[]
  kills: number
  killsWhileWriting: number
  checkedRequests: number
  /** Whether every due day was read when the last worker ended. */
  isCaughtUp: boolean
}

/**
 * Simulates one connection on a real PostgreSQL while its processes are killed again and again. The seed decides what
 * happens and when; how far each process has come by then depends on the machine.
 */
export const simulateKills = async (options: KillSimulationOptions): Promise<KillSimulationResult> => {
  const { serverUrl, seed, kills, historyDays } = options
  const environment = await createEnvironment(serverUrl, seed, historyDays)
  const simulation: Simulation = {
    ...environment,
    failures: [],
    log: [],
    kills: 0,
    killsWhileWriting: 0,
    checkedRequests: 0,
    isCaughtUp: false,
  }
  try {
    await killWhileMigrating(simulation)
    await simulation.storage.migrate()
    await simulation.observer.install()
    while (simulation.kills < kills && simulation.failures.length === 0) await runDisturbedWorkers(simulation, kills)
    if (simulation.failures.length === 0) await runUndisturbedWorker(simulation)
    return {
      failures: simulation.failures.slice(0, 10),
      log: simulation.log,
      kills: simulation.kills,
      killsWhileWriting: simulation.killsWhileWriting,
      requests: simulation.api.requests.total(),
    }
  } finally {
    await environment.close()
  }
}

const kill = async (simulation: Simulation, worker: Worker): Promise<string> => {
  const { writing } = await simulation.observer.countConnections(worker.name)
  worker.signal('SIGKILL')
  if ((await worker.ended) !== 'killed') return `${worker.name} had ended`
  simulation.kills += 1
  if (writing > 0) simulation.killsWhileWriting += 1
  return `${worker.name} killed`
}

/** Kills the first worker while it creates the tables. */
const killWhileMigrating = async (simulation: Simulation): Promise<void> => {
  const worker = simulation.startWorker()
  const isConnected = async () => (await simulation.observer.countConnections(worker.name)).open > 0
  await waitUntil(isConnected, hangTimeoutMs)
  await sleep(simulation.random.next() * 60)
  simulation.log.push(`${await kill(simulation, worker)} while it created the tables`)
  await waitForWorkers(simulation, [worker])
}

/** Starts one or two workers that are killed, paused or disconnected from the database. A few end by themselves. */
const runDisturbedWorkers = async (simulation: Simulation, maxKills: number): Promise<void> => {
  const { random, api, observer, log } = simulation
  if (random.chance(0.3)) api.control({ clearFaults: true })
  if (random.chance(0.5)) api.control({ faults: [pickFault(random)] })
  if (simulation.isCaughtUp) simulation.advanceTime(random.integer(14, 300) * hourMs)
  else if (random.chance(0.2)) simulation.advanceTime(random.integer(1, 30) * hourMs)

  const workers = Array.from({ length: random.chance(0.35) ? 2 : 1 }, () => simulation.startWorker())
  const addToLog = (line: string | null) => line && log.push(`${new Date(simulation.now()).toISOString()} ${line}`)
  const [mayPause, mayDisconnect] = [random.chance(0.5), random.chance(0.2)]
  if (workers.length === 2 && mayPause) addToLog(await pauseWorker(simulation, workers))
  if (mayDisconnect) addToLog(await disconnectWorker(simulation, workers))

  while (filterAlive(workers).length > 0 && simulation.kills < maxKills && !random.chance(0.1)) {
    const killAndCheck = async (worker: Worker) => {
      const line = await kill(simulation, worker)
      simulation.failures.push(...(await observer.findInconsistentDays()))
      return line
    }
    addToLog(await actAtRandomMoment(simulation, filterAlive(workers), killAndCheck))
  }
  await waitForWorkers(simulation, workers)
}

/** Pauses a worker for longer than its lease lasts, so that another takes over. Once resumed, it must not write. */
const pauseWorker = async (simulation: Simulation, workers: readonly Worker[]): Promise<string | null> => {
  await Promise.all(workers.map(({ started }) => started))
  let paused: Worker | undefined
  const line = await actAtRandomMoment(simulation, workers, async (worker) => {
    paused = worker
    worker.signal('SIGSTOP')
    return `${worker.name} paused`
  })
  await sleep((1.2 + simulation.random.next()) * (leaseDurationMs / speed))
  paused?.signal('SIGCONT')
  return line
}

/** Terminates a worker's database connections, as a restart of the database does. The worker must recover. */
const disconnectWorker = async (simulation: Simulation, workers: readonly Worker[]): Promise<string | null> => {
  await Promise.all(workers.map(({ started }) => started))
  return await actAtRandomMoment(simulation, workers, async (worker) => {
    await simulation.observer.disconnect(worker.name)
    return `${worker.name} disconnected`
  })
}

/** Ends all faults, lets one worker read what is due two days later, and checks that nothing is missing. */
const runUndisturbedWorker = async (simulation: Simulation): Promise<void> => {
  const { api, account, failures, storage, observer } = simulation
  api.control({ clearFaults: true })
  // In the afternoon: every failed day is due again, and no new day appears soon.
  simulation.advanceTime(startOfDay(addDays(dayAt(simulation.now()), 2)) + 15 * hourMs - simulation.now())
  await waitForWorkers(simulation, [simulation.startWorker()])
  failures.push(...(await observer.findLeftovers()))
  failures.push(...findWriteFailures(await observer.readWrites()))
  failures.push(...(await findStoreFailures(storage, account, api)))
}

/** Waits until all workers have ended, and checks how they ended and what they requested. */
const waitForWorkers = async (simulation: Simulation, workers: readonly Worker[]): Promise<void> => {
  const { observer, api, failures, log } = simulation
  const haveEnded = await waitUntil(() => filterAlive(workers).length === 0, hangTimeoutMs)
  if (!haveEnded) failures.push(`${filterAlive(workers).map(({ name }) => name)} did not end`)
  for (const worker of workers) {
    const state = worker.isAlive() ? 'alive' : await worker.ended
    if (state !== 'done' && state !== 'killed') failures.push(`${worker.name} ${state}`)
    log.push(`${worker.name} ${state}`, ...worker.readLog().map((line) => `  ${line}`))
    const isDisconnected = async () => (await observer.countConnections(worker.name)).open === 0
    if (haveEnded && !(await waitUntil(isDisconnected, hangTimeoutMs))) {
      failures.push(`${worker.name} has ended, but its transactions have not`)
    }
    simulation.isCaughtUp = state === 'done'
  }
  const newRequestCount = api.requests.total() - simulation.checkedRequests
  simulation.checkedRequests += newRequestCount
  const newRequests = newRequestCount > 0 ? api.requests.list().slice(-newRequestCount) : []
  const rateLimitedCount = newRequests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (rateLimitedCount > 0) failures.push(`${rateLimitedCount} requests exceeded the rate limit`)
}
