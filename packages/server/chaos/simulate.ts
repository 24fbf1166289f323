import { dayAt } from '@windmill/claude-core'
import { createCrashableProcess, type WriteOutcome } from './crashable-process.ts'
import { account, admin, createEnvironment, type Environment, startProcess } from './environment.ts'
import { endDisturbances, pickDisturbance, pickMidRunDisturbance, pickScenario } from './faults.ts'
import { checkFigures, checkFinalState, checkUndisturbedRuns } from './invariants.ts'
import { createRandom, type Random } from './random.ts'

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000]

export interface SimulationResult {
  /** Empty when the store equals the truth and no request was wasted. */
  readonly failures: readonly string[]
  /** Requests in the undisturbed phase. */
  readonly requests: number
}

/**
 * Simulates one connection, decided by a seed: some days of faults, crashes, concurrent runs, refusals and changes, and
 * then an undisturbed phase. Time is virtual and the API in process, so a simulation takes a fraction of a second.
 */
export const simulate = async (seed: number): Promise<SimulationResult> => {
  const random = createRandom(seed)
  // The product jitters its retry delays with Math.random; they must repeat with the seed.
  Math.random = random.next
  const scenario = pickScenario(random)
  process.env.TZ = scenario.timeZone
  const environment = createEnvironment(random, seed, scenario)
  const { api, storage } = environment

  await connect(environment)
  for (let step = random.integer(4, 14); step > 0; step -= 1) await runDisturbedStep(environment)

  environment.noAnswerProbability = 0
  api.control(endDisturbances)
  for (let attempt = 0; (await storage.getConnection(account))?.status !== 'connected'; attempt += 1) {
    if (attempt > 3) return { failures: [JSON.stringify(await storage.getConnection(account))], requests: 0 }
    await connect(environment)
    await startProcess(environment, createCrashableProcess(environment)).sync(account)
  }
  await checkUndisturbedRuns(environment)
  await checkFinalState(environment)
  return { failures: environment.failures.slice(0, 8), requests: api.requests.total() }
}

/** An admin pastes a valid key. That may fail during a fault; a later step tries again. */
const connect = async (environment: Environment): Promise<void> => {
  const { random, api } = environment
  const key = random.pick([api.keys.analytics, api.keys.replacement])
  await startProcess(environment, environment)
    .api.connect(admin, key)
    .catch(() => {})
}

/** An admin pastes an invalid key, which must change nothing. */
const connectWithInvalidKey = async (environment: Environment): Promise<void> => {
  const { random, api, storage, failures } = environment
  const before = JSON.stringify(await storage.getConnection(account))
  const { withoutScope, revoked, workspace, admin: adminKey } = api.keys
  const key = random.pick([withoutScope, revoked, workspace, adminKey])
  const accepted = await startProcess(environment, environment)
    .api.connect(admin, key)
    .catch(() => null)
  if (accepted) failures.push(`The key ${key.slice(0, 12)}… was accepted`)
  if (JSON.stringify(await storage.getConnection(account)) !== before) {
    failures.push('An invalid key changed the connection')
  }
}

const runDisturbedStep = async (environment: Environment): Promise<void> => {
  const { random, clock, api, directory } = environment
  if (random.chance(0.3)) api.control({ clearFaults: true })
  api.control(pickDisturbance(random, clock.now()))
  environment.noAnswerProbability = random.chance(0.2) ? random.next() / 2 : 0
  if (random.chance(0.1)) {
    api.control({ settings: { access: random.pick(['forbidden', 'not_found', 'unauthorized', 'not_enterprise']) } })
  }
  if (random.chance(0.2)) changeMembers(environment)
  if (random.chance(0.3)) directory.change(dayAt(clock.now()))

  await runProcesses(environment)

  api.control({ settings: { access: 'on' } })
  if (random.chance(0.1)) await connectWithInvalidKey(environment)
  if (random.chance(0.04)) {
    const data = random.pick(['keep', 'erase'] as const)
    await startProcess(environment, environment)
      .api.disconnect(admin, data)
      .catch(() => {})
  }
  if (random.chance(0.3)) await connect(environment)
  await checkFigures(environment)
  clock.set(clock.now() + random.integer(1, 30) * hourMs + random.integer(0, hourMs))
}

/** Deletes Claude users with all of their rows, or changes the address of one. */
const changeMembers = ({ random, api }: Environment): void => {
  const { deletedUsers, emails } = api.settings()
  const { claudeUsers } = api.organization
  const leaving = Array.from({ length: random.chance(0.1) ? 12 : 1 }, () => random.pick(claudeUsers).id)
  if (random.chance(0.5)) api.control({ settings: { deletedUsers: [...new Set([...deletedUsers, ...leaving])] } })
  else {
    const [renamed, other] = [random.pick(claudeUsers), random.pick(claudeUsers)]
    const email = random.pick([`new.${renamed.email}`, other.email.toUpperCase(), ` ${other.email}`])
    api.control({ settings: { emails: { ...emails, [renamed.id]: email } } })
  }
}

/** Runs one or two processes until they end or crash, and checks what they requested. */
const runProcesses = async (environment: Environment): Promise<void> => {
  const { random, clock, api, storage, failures } = environment
  const processes = Array.from({ length: random.chance(0.25) ? 2 : 1 }, () =>
    createCrashableProcess(environment, pickWriteOutcomes(random)),
  )
  const isDisturbedMidRun = random.chance(0.2)
  const ended = new AbortController()
  if (isDisturbedMidRun) {
    const disturb = () => api.control(pickMidRunDisturbance(random, clock.now()))
    clock.sleep(random.integer(0, 3 * minuteMs), ended.signal).then(disturb, () => {})
  }
  const isLimitKept = api.settings().rpm === 60 && !isDisturbedMidRun
  const start = { at: clock.now(), requests: api.requests.total(), unanswered: environment.unansweredRequests }
  await Promise.all(
    processes.map((process) => Promise.race([startProcess(environment, process).sync(account), process.crashed])),
  )
  for (const process of processes) process.crash()
  ended.abort()

  const requestCount = api.requests.total() - start.requests
  const unansweredCount = environment.unansweredRequests - start.unanswered
  const requests = requestCount === 0 ? [] : api.requests.list().slice(-requestCount)
  const rateLimitedCount = requests.filter(({ status, fault }) => status === 429 && fault === null).length
  if (isLimitKept && rateLimitedCount > 0) failures.push(`${rateLimitedCount} requests exceeded the rate limit`)
  // A wait lasts a minute at most: when the API asks for a longer one, the request is left to the next run.
  const maxDurationMs = 65 * secondMs * processes.length + (requestCount + 2 * unansweredCount) * 62 * secondMs
  if (clock.now() - start.at > maxDurationMs) {
    failures.push(`A run of ${requestCount} requests took ${(clock.now() - start.at) / secondMs} s`)
  }
  const firstPages = Map.groupBy(requests, ({ endpoint, date, page, limit }) =>
    limit !== '1' && page === null ? `${endpoint} of ${date}` : 'other',
  )
  for (const [key, pages] of firstPages) {
    // Five attempts per page, and up to three passes over the pages when cursors expire.
    if (key !== 'other' && pages.length > 15 * processes.length) {
      failures.push(`${key} were requested ${pages.length} times in one run`)
    }
  }
  // Every attempt at a day begins with its users.
  for (const { day, failure } of await storage.readLedger(account)) {
    const attempts = firstPages.get(`users of ${day}`)?.length ?? 0
    if (failure?.code === 'cursor_expired' && failure.at >= start.at && attempts < 3) {
      failures.push(`${day} failed with cursor_expired after only ${attempts} attempts`)
    }
  }
}

/** Half of the processes succeed with every write. The others fail or crash at one write among the first 26. */
const pickWriteOutcomes = (random: Random): (() => WriteOutcome) => {
  if (random.chance(0.5)) return () => 'succeeds'
  let remaining = random.integer(0, 25)
  const outcome = random.pick<WriteOutcome>(['fails_before', 'fails_after', 'crashes_before', 'crashes_after'])
  return () => {
    remaining -= 1
    return remaining === -1 ? outcome : 'succeeds'
  }
}
