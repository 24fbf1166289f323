import { dayAt } from '@windmill/claude-core'
import { createCrashableProcess, type WriteOutcome } from './crashable-process.ts'
import { disturbanceReset, pickDisturbance, pickMidRunDisturbance } from './disturbances.ts'
import { account, admin, createEnvironment, type Environment, startProcess } from './environment.ts'
import { checkFigures, checkFinalState, checkUndisturbedRuns } from './invariants.ts'
import { createRandom, type Random } from './random.ts'
import { pickScenario } from './scenario.ts'

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000]

export interface SimulationResult {
  /** The first eight broken invariants, one line each. Empty for a correct integration. */
  readonly failures: readonly string[]
  /** Number of requests in the checked part of the undisturbed phase. */
  readonly requestCount: number
}

/**
 * Simulates one connection. The seed determines everything that happens. Some days with faults, crashes, concurrent
 * runs, refusals and changes come first, and then an undisturbed phase. Time is virtual and the API runs in the same
 * process, so a simulation takes a fraction of a second. It sets `Math.random` and the time zone of the process.
 */
export const simulate = async (seed: number): Promise<SimulationResult> => {
  const random = createRandom(seed)
  // Retries have a random delay. It must be the same for the same seed.
  Math.random = random.drawFraction
  const scenario = pickScenario(random)
  process.env.TZ = scenario.timeZone
  const environment = createEnvironment(random, seed, scenario)
  const { api, storage } = environment

  await connect(environment)
  for (let step = random.drawInteger(4, 14); step > 0; step -= 1) await runDisturbedStep(environment)

  environment.noAnswerProbability = 0
  api.control(disturbanceReset)
  for (let attempt = 0; (await storage.getConnection(account))?.status !== 'connected'; attempt += 1) {
    if (attempt > 3) return { failures: [JSON.stringify(await storage.getConnection(account))], requestCount: 0 }
    await connect(environment)
    await startProcess(environment, createCrashableProcess(environment)).sync(account)
  }
  await checkUndisturbedRuns(environment)
  await checkFinalState(environment)
  return { failures: environment.failures.slice(0, 8), requestCount: api.requests.total() }
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
  const before = JSON.stringify(await storage.getConnection(account))
  const { withoutScope, revoked, workspace, admin: adminKey } = api.keys
  const key = random.pick([withoutScope, revoked, workspace, adminKey])
  const acceptedConnection = await startProcess(environment, environment)
    .api.connect(admin, key)
    .catch(() => null)
  if (acceptedConnection) failures.push(`The key ${key.slice(0, 12)}… was accepted`)
  if (JSON.stringify(await storage.getConnection(account)) !== before) {
    failures.push('An invalid key changed the connection')
  }
}

/** Disturbs the API, the directory and the admin's connection, and lets processes sync meanwhile. */
const runDisturbedStep = async (environment: Environment): Promise<void> => {
  const { random, clock, api, directory } = environment
  if (random.drawBoolean(0.3)) api.control({ clearFaults: true })
  api.control(pickDisturbance(random, clock.now()))
  environment.noAnswerProbability = random.drawBoolean(0.2) ? random.drawFraction() / 2 : 0
  if (random.drawBoolean(0.1)) {
    api.control({ settings: { access: random.pick(['forbidden', 'not_found', 'unauthorized', 'not_enterprise']) } })
  }
  if (random.drawBoolean(0.2)) changeClaudeUsers(environment)
  if (random.drawBoolean(0.3)) directory.makeRandomChange(dayAt(clock.now()))

  await runProcesses(environment)

  api.control({ settings: { access: 'on' } })
  if (random.drawBoolean(0.1)) await connectWithInvalidKey(environment)
  if (random.drawBoolean(0.04)) {
    const data = random.pick(['keep', 'erase'] as const)
    await startProcess(environment, environment)
      .api.disconnect(admin, data)
      .catch(() => {})
  }
  if (random.drawBoolean(0.3)) await connect(environment)
  await checkFigures(environment)
  clock.set(clock.now() + random.drawInteger(1, 30) * hourMs + random.drawInteger(0, hourMs))
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
  const { random, clock, api, storage, failures } = environment
  const processes = Array.from({ length: random.drawBoolean(0.25) ? 2 : 1 }, () =>
    createCrashableProcess(environment, createOutcomeFunction(random)),
  )
  const isDisturbedMidRun = random.drawBoolean(0.2)
  const ended = new AbortController()
  if (isDisturbedMidRun) {
    const disturb = () => api.control(pickMidRunDisturbance(random, clock.now()))
    clock.sleep(random.drawInteger(0, 3 * minuteMs), ended.signal).then(disturb, () => {})
  }
  const mustKeepRateLimit = api.settings().rpm === 60 && !isDisturbedMidRun
  const start = {
    at: clock.now(),
    requestCount: api.requests.total(),
    unansweredCount: environment.unansweredCount,
  }
  await Promise.all(
    processes.map((process) => Promise.race([startProcess(environment, process).sync(account), process.crashed])),
  )
  for (const process of processes) process.crash()
  ended.abort()

  const requestCount = api.requests.total() - start.requestCount
  const unansweredCount = environment.unansweredCount - start.unansweredCount
  const requests = requestCount === 0 ? [] : api.requests.list().slice(-requestCount)
  const rateLimitedCount = requests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (mustKeepRateLimit && rateLimitedCount > 0) failures.push(`${rateLimitedCount} requests exceeded the rate limit`)
  // A wait takes at most a minute. When the API asks for a longer one, the request is left to a later run.
  const maxDurationMs = 65 * secondMs * processes.length + (requestCount + 2 * unansweredCount) * 62 * secondMs
  if (clock.now() - start.at > maxDurationMs) {
    failures.push(`A run of ${requestCount} requests took ${(clock.now() - start.at) / secondMs} s`)
  }
  const firstPages = Map.groupBy(requests, ({ endpoint, date, page, limit }) =>
    limit !== '1' && page === null ? `${endpoint} of ${date}` : 'other',
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
    if (failure?.code === 'cursor_expired' && failure.at >= start.at && attempts < 3) {
      failures.push(`${day} failed with cursor_expired after only ${attempts} attempts`)
    }
  }
}

/**
 * Creates a function that decides the outcome of each write of a process. In half of the processes every write
 * succeeds. In the others, one of the first 26 writes fails or crashes the process.
 */
const createOutcomeFunction = (random: Random): (() => WriteOutcome) => {
  if (random.drawBoolean(0.5)) return () => 'succeeds'
  let remainingSuccesses = random.drawInteger(0, 25)
  const outcome = random.pick<WriteOutcome>(['fails_before', 'fails_after', 'crashes_before', 'crashes_after'])
  return () => {
    remainingSuccesses -= 1
    return remainingSuccesses === -1 ? outcome : 'succeeds'
  }
}
