import { AsyncLocalStorage } from 'node:async_hooks'
import { dayAt, maxDay } from '@windmill/claude-core'
import type { ConnectionRecord } from '../src/storage/adapter.ts'
import { checkReconciliation } from './check-reconciliation.ts'
import { type CrashableProcess, createCrashableProcess, type WriteOutcome } from './crashable-process.ts'
import {
  disturbanceReset,
  noRangeDefects,
  pickDisturbance,
  pickEarliestDay,
  pickMidRunDisturbance,
  pickOrganizationIds,
  pickRangeDefects,
  pickRefusingAccess,
} from './disturbances.ts'
import { account, admin, createEnvironment, createWorker, type Environment, startProcess } from './environment.ts'
import { findNeedlessRequests } from './find-needless-requests.ts'
import { checkFigures, checkFinalState, checkSecrets, checkUndisturbedRuns, findFirstServedDay } from './invariants.ts'
import { createRandom, type Random } from './random.ts'
import { reviseSettledDays } from './revise-settled-days.ts'
import { pickScenario, type Scenario } from './scenario.ts'
import { createSkewedClock } from './skewed-clock.ts'

const [secondMs, minuteMs, hourMs, dayMs] = [1_000, 60_000, 3_600_000, 86_400_000]

export interface SimulationResult {
  /** The first 40 broken invariants, one line each. Empty for a correct integration. */
  readonly failures: readonly string[]
  /** Number of requests in the checked part of the undisturbed phase. */
  readonly requestCount: number
}

/**
 * The function behind `Math.random` for the code that a simulation or one of its processes runs. A crashed process goes
 * on when a timeout in real time ends one of its requests, perhaps during a later simulation. The numbers that the
 * crashed process draws must not change the numbers of that simulation.
 */
const drawFractionStorage = new AsyncLocalStorage<() => number>()
const drawOutsideSimulation = Math.random

/** Options of `simulate`. */
export interface SimulationOptions {
  /** Whether the disturbed phase takes about four months in any case. Otherwise, the seed decides. `@default false` */
  readonly isLong?: boolean
}

/**
 * Simulates one connection. The seed determines everything that happens. First comes a disturbed phase with faults,
 * crashes, concurrent runs, refusals and changes, and then an undisturbed phase. Time is virtual and the API runs in
 * the same process, so a short simulation takes a fraction of a second. Sets `Math.random` and the time zone of the
 * process.
 */
export const simulate = async (seed: number, { isLong = false }: SimulationOptions = {}): Promise<SimulationResult> => {
  const random = createRandom(seed)
  // Retries have a random delay, which must be the same for the same seed.
  Math.random = () => (drawFractionStorage.getStore() ?? drawOutsideSimulation)()
  let hasEnded = false
  const drawFraction = () => (hasEnded ? drawOutsideSimulation() : random.drawFraction())
  return await drawFractionStorage
    .run(drawFraction, () => simulateConnection(seed, random, pickScenario(random, isLong)))
    .finally(() => {
      hasEnded = true
    })
}

const simulateConnection = async (seed: number, random: Random, scenario: Scenario): Promise<SimulationResult> => {
  process.env.TZ = scenario.timeZone
  const environment = createEnvironment(random, seed, scenario)
  const { api, storage, clock } = environment

  await connect(environment)
  const end = clock.now() + (scenario.isLong ? 120 : random.drawInteger(3, 9)) * dayMs
  const maxPauseHours = scenario.isLong ? 10 * 24 : 30
  while (clock.now() < end) {
    await runDisturbedStep(environment)
    await clock.sleep(random.drawInteger(1, maxPauseHours) * hourMs + random.drawInteger(0, hourMs))
  }

  environment.noAnswerProbability = 0
  environment.hangingDirectoryProbability = 0
  api.control(disturbanceReset)
  api.control({ settings: { earliestDay: scenario.api.earliestDay } })
  if (scenario.isLong) {
    reviseSettledDays(random, api, clock.now())
    const context = { random, api, now: clock.now() }
    api.control({ settings: scenario.hasLastingRangeDefects ? pickRangeDefects(context) : noRangeDefects })
  }
  // Only an admin can connect again. Whatever else happened, the next run must recover by itself.
  for (let attempt = 0; !isConnectedByAdmin(await storage.getConnection(account)); attempt += 1) {
    if (attempt > 3) return { failures: [JSON.stringify(await storage.getConnection(account))], requestCount: 0 }
    await connect(environment)
  }
  const requestCount = await checkUndisturbedRuns(environment)
  if (scenario.isLong) await checkReconciliation(environment, findFirstServedDay(api))
  await checkFinalState(environment)
  return { failures: environment.failures.slice(0, 40), requestCount }
}

/** Whether an admin has connected and not disconnected since. */
const isConnectedByAdmin = (connection: ConnectionRecord | null): boolean =>
  connection !== null && connection.status !== 'disconnected'

/** Sometimes lets the API refuse the older days of the history. After a time, lets it serve them again. */
const updateRefusedDays = (environment: Environment): void => {
  const { random, scenario, clock, api } = environment
  if (clock.now() < environment.refusesDaysUntil) return
  // Refusals are more likely before the first run, because most of the history is still to be read then.
  const isRefusing = random.drawBoolean(environment.refusesDaysUntil === 0 ? 0.4 : 0.1)
  const hours = scenario.isLong ? random.drawInteger(28, 40) * 24 : random.drawInteger(1, 100)
  environment.refusesDaysUntil = isRefusing ? clock.now() + hours * hourMs : clock.now()
  const { earliestDay: firstDay } = scenario.api
  const pickedDay = isRefusing ? pickEarliestDay({ random, api, now: clock.now() }) : null
  const earliestDay = pickedDay && firstDay ? maxDay(pickedDay, firstDay) : (pickedDay ?? firstDay)
  api.control({ settings: { earliestDay } })
}

/** Connects with a valid key, as an admin does. This may fail during a fault. A later step tries again. */
const connect = async (environment: Environment): Promise<void> => {
  const { random, api } = environment
  const key = random.pick([api.keys.analytics, api.keys.replacement])
  await startProcess(environment, environment)
    .api.connect(admin, key)
    .catch(() => {})
}

/** Connects with an invalid key, as an admin does, and checks that nothing changes. */
const connectWithInvalidKey = async (environment: Environment): Promise<void> => {
  const { random, api, storage, failures } = environment
  const connectionBefore = JSON.stringify(await storage.getConnection(account))
  const { withoutScope, revoked, workspace, admin: adminKey } = api.keys
  const holdsData = (await storage.readLedger(account)).some(({ read }) => read)
  // Without data, a key of another organization is accepted, and the account then belongs to that organization.
  const otherKeys = holdsData ? api.organizations.slice(1).map((organization) => organization.key) : []
  const key = random.pick([withoutScope, revoked, workspace, adminKey, ...otherKeys])
  const acceptedConnection = await startProcess(environment, environment)
    .api.connect(admin, key)
    .catch(() => null)
  if (acceptedConnection) failures.push(`The key ${key.slice(0, 12)}… was accepted`)
  if (JSON.stringify(await storage.getConnection(account)) !== connectionBefore) {
    failures.push('An invalid key changed the connection')
  }
}

/** Disturbs the API and the directory, lets processes sync, and perhaps disconnects and connects like an admin. */
const runDisturbedStep = async (environment: Environment): Promise<void> => {
  const { random, scenario, clock, api, directory } = environment
  const context = { random, api, now: clock.now() }
  if (random.drawBoolean(0.3)) api.control({ clearFaults: true })
  api.control(pickDisturbance(context))
  updateRefusedDays(environment)
  environment.noAnswerProbability = random.drawBoolean(0.2) ? random.drawFraction() / 2 : 0
  environment.hangingDirectoryProbability = random.drawBoolean(0.1) ? random.drawFraction() : 0
  if (random.drawBoolean(0.1)) api.control({ settings: { access: pickRefusingAccess(random) } })
  const isConnected = (await environment.storage.getConnection(account))?.status === 'connected'
  if (isConnected && random.drawBoolean(0.1)) {
    api.control({ settings: { organizationIds: pickOrganizationIds(context) } })
  }
  if (scenario.isLong && random.drawBoolean(0.5)) reviseSettledDays(random, api, clock.now())
  if (scenario.isLong && random.drawBoolean(0.4)) api.control({ settings: pickRangeDefects(context) })
  if (random.drawBoolean(0.2)) changeClaudeUsers(environment)
  if (random.drawBoolean(0.3)) directory.makeRandomChange(dayAt(clock.now()))

  await runProcesses(environment)

  api.control({ settings: { access: 'on', organizationIds: {} } })
  if (random.drawBoolean(0.1)) await connectWithInvalidKey(environment)
  if (random.drawBoolean(0.04)) {
    const data = random.pick(['keep', 'erase'] as const)
    await startProcess(environment, environment)
      .api.disconnect(admin, data)
      .catch(() => {})
  }
  if (random.drawBoolean(0.3)) await connect(environment)
  await checkFigures(environment)
  await checkSecrets(environment)
}

/** Deletes one or several Claude users with all of their rows, or changes the e-mail address of one. */
const changeClaudeUsers = ({ random, api }: Environment): void => {
  const { deletedUsers, emails } = api.settings()
  const { claudeUsers } = api.organization
  const deletedIds = Array.from({ length: random.drawBoolean(0.1) ? 12 : 1 }, () => random.pick(claudeUsers).id)
  if (random.drawBoolean(0.5)) {
    api.control({ settings: { deletedUsers: [...new Set([...deletedUsers, ...deletedIds])] } })
  } else {
    const [changedUser, otherUser] = [random.pick(claudeUsers), random.pick(claudeUsers)]
    const email = random.pick([`new.${changedUser.email}`, otherUser.email.toUpperCase(), ` ${otherUser.email}`])
    api.control({ settings: { emails: { ...emails, [changedUser.id]: email } } })
  }
}

/** Lets one or two processes sync once, until they end or crash, and checks their requests. */
const runProcesses = async (environment: Environment): Promise<void> => {
  const { random, clock, api, storage, failures, requestObserver } = environment
  const processes = Array.from({ length: random.drawBoolean(0.25) ? 2 : 1 }, () => {
    const processClock = random.drawBoolean(0.2) ? createSkewedClock(clock, random) : clock
    return createCrashableProcess({ ...environment, clock: processClock }, createOutcomeFunction(random))
  })
  const isDisturbedMidRun = random.drawBoolean(0.2)
  const ended = new AbortController()
  if (isDisturbedMidRun) {
    const disturb = () => api.control(pickMidRunDisturbance({ random, api, now: clock.now() }))
    clock.sleep(random.drawInteger(0, 3 * minuteMs), ended.signal).then(disturb, () => {})
  }
  const mustKeepRateLimit = api.settings().rpm === 60 && api.settings().foreignRpm === 0 && !isDisturbedMidRun
  requestObserver.takeNew()
  const startedAt = clock.now()
  const unansweredBefore = environment.unansweredCount
  const failedAt = new Map((await storage.readLedger(account)).map(({ day, failure }) => [day, failure?.at]))
  await Promise.all(processes.map((process) => runProcess(environment, process)))
  for (const process of processes) process.crash()
  ended.abort()

  const requests = requestObserver.takeNew()
  const unansweredCount = environment.unansweredCount - unansweredBefore
  const rateLimitedCount = requests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (mustKeepRateLimit && rateLimitedCount > 0) failures.push(`${rateLimitedCount} requests exceeded the rate limit`)
  // Before each request, a run waits for at most a minute. When the API asks for a longer wait, the request is left to
  // a later run. An unanswered request takes another minute. Each process may have a write that is silent for a minute,
  // and gets one more minute as a reserve.
  const maxDurationMs = 2 * 65 * secondMs * processes.length + (requests.length + 2 * unansweredCount) * 62 * secondMs
  if (clock.now() - startedAt > maxDurationMs) {
    failures.push(`A run of ${requests.length} requests took ${(clock.now() - startedAt) / secondMs} s`)
  }
  failures.push(...findNeedlessRequests(requests, processes.length))
  const firstPages = Map.groupBy(requests, ({ endpoint, date, isRange, page, limit }) =>
    limit !== '1' && page === null ? `${isRange ? 'totals of ' : ''}${endpoint} of ${date}` : 'other',
  )
  for (const [key, pages] of firstPages) {
    // A page has up to five attempts, and a day with expired cursors is read up to three times.
    if (key !== 'other' && pages.length > 5 * 3 * processes.length) {
      failures.push(`${key} were requested ${pages.length} times in one run`)
    }
  }
  // Every attempt at a day begins with the first page of its users.
  for (const { day, failure } of await storage.readLedger(account)) {
    const attempts = firstPages.get(`users of ${day}`)?.length ?? 0
    if (failure?.code === 'cursor_expired' && failure.at !== failedAt.get(day) && attempts < 3) {
      failures.push(`${day} failed with cursor_expired after only ${attempts} attempts`)
    }
  }
}

/**
 * Lets a process sync once, until it ends or crashes. After a crash, the process draws no more numbers of the
 * simulation.
 */
const runProcess = async (environment: Environment, process: CrashableProcess): Promise<void> => {
  const drawFraction = () => (process.hasCrashed() ? drawOutsideSimulation() : environment.random.drawFraction())
  await drawFractionStorage.run(drawFraction, () =>
    Promise.race([createWorker(environment, process).runHourlySync(), process.crashed]),
  )
}

/**
 * Creates a function that decides the outcome of each write of a process. In half of the processes every write
 * succeeds. In the others, one of the first 26 writes fails or crashes the process.
 */
const createOutcomeFunction = (random: Random): (() => WriteOutcome) => {
  if (random.drawBoolean(0.5)) return () => 'succeeds'
  let remainingSuccesses = random.drawInteger(0, 25)
  const outcome = random.pick<WriteOutcome>([
    'fails_before',
    'fails_after',
    'silent_before',
    'silent_after',
    'crashes_before',
    'crashes_after',
  ])
  return () => {
    remainingSuccesses -= 1
    return remainingSuccesses === -1 ? outcome : 'succeeds'
  }
}
