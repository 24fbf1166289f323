import { accountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'
import { type ClaudeIntegration, createClaudeIntegration, type Logger, memoryStorage } from '../src/index.ts'
import type { Scheduler, SchedulerJobs } from '../src/sync/scheduler.ts'
import { createKeyFinder } from '../src/test/create-key-finder.ts'
import { createVirtualClock, type VirtualClock } from '../src/test/virtual-clock.ts'
import type { ProcessDependencies } from './crashable-process.ts'
import { createHostDirectory, type HostDirectory } from './host-directory.ts'
import type { Random } from './random.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { createRequestObserver, type RequestObserver } from './request-observer.ts'
import type { Scenario } from './scenario.ts'
import { createTotalsObserver, type TotalsObserver } from './totals-observer.ts'

export const account = accountId('acme')
export const employee = { accountId: account, employeeId: employeeId('someone'), role: 'employee' } as const
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

const minuteMs = 60_000
/**
 * Maximum bytes to receive of a body that the API sends slowly (fault `drip`). It is above the client's own maximum, so
 * that the client still refuses a body that is too long.
 */
const maxReceivedBytes = 20 * 1_048_576

/** Maximum requests of a simulation. No correct client needs as many, so it stops only an endless loop of requests. */
const maxRequests = 50_000

/** Everything outside the processes of a simulation: Claude's API, storage, the host's directory and the clock. */
export interface Environment extends ProcessDependencies {
  readonly random: Random
  readonly scenario: Scenario
  readonly clock: VirtualClock
  readonly api: ClaudeApi
  readonly recorder: Recorder
  readonly requestObserver: RequestObserver
  readonly totalsObserver: TotalsObserver
  readonly directory: HostDirectory
  /** All lines that the processes have written to their loggers since the last check for keys. */
  readonly logLines: string[]
  /** Finds a piece of one of the API's keys in a string. */
  readonly findKey: ReturnType<typeof createKeyFinder>
  /** Broken invariants, one line each. */
  readonly failures: string[]
  /** The time until which the API refuses the older days of the history, in milliseconds since 1970. */
  refusesDaysUntil: number
  /** The probability that a request gets no answer. */
  noAnswerProbability: number
  /** The probability that the directory never answers a call. */
  hangingDirectoryProbability: number
  /** Number of requests so far that may have waited a minute for a complete answer. */
  unansweredCount: number
}

export const createEnvironment = (random: Random, seed: number, scenario: Scenario): Environment => {
  const clock = createVirtualClock(scenario.start)
  const sleep = (milliseconds: number) => clock.sleep(milliseconds)
  const api = createClaudeApi({ seed, people: 20, organizations: 2, now: clock.now, sleep, ...scenario.api })
  const totalsObserver = createTotalsObserver(api)
  const recorder = createRecorder(api, clock, totalsObserver.observeStorage(memoryStorage({ now: clock.now })))
  const failures: string[] = []
  const requestObserver = createRequestObserver(api, clock, failures)
  const send = requestObserver.observe(totalsObserver.observeRequests(recorder.fetch))
  const environment: Environment = {
    random,
    scenario,
    clock,
    api,
    recorder,
    requestObserver,
    totalsObserver,
    storage: recorder.storage,
    directory: createHostDirectory(random, api.organization),
    logLines: [],
    findKey: createKeyFinder(Object.values<string>({ ...api.keys })),
    failures,
    refusesDaysUntil: 0,
    noAnswerProbability: 0,
    hangingDirectoryProbability: 0,
    unansweredCount: 0,
    async fetch(input, init) {
      if (api.requests.total() === maxRequests) {
        environment.failures.unshift(`More than ${maxRequests} requests, the last for ${input}`)
      }
      if (api.requests.total() >= maxRequests) throw new TypeError('fetch failed')
      if (random.drawBoolean(environment.noAnswerProbability)) {
        environment.unansweredCount += 1
        return await timeOut(clock, init?.signal)
      }
      const isDripping = api.faults().some(({ kind }) => kind === 'drip')
      if (!isDripping) return await send(input, init)
      environment.unansweredCount += 1
      const end = new AbortController()
      try {
        const response = send(input, { ...init, signal: end.signal })
        return await Promise.race([response.then(receive), timeOut(clock, end.signal)])
      } finally {
        end.abort()
      }
    },
  }
  return environment
}

/** Rejects after a minute of simulated time. It replaces the client's own timeout, which uses real time. */
const timeOut = async (clock: Clock, signal?: AbortSignal | null): Promise<never> => {
  await clock.sleep(minuteMs, signal ?? undefined)
  throw new DOMException('The operation timed out.', 'TimeoutError')
}

/** Waits for the complete body of a response, or for more bytes than the client reads. */
const receive = async ({ body, status, headers }: Response): Promise<Response> => {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let byteCount = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    byteCount += chunk.length
    if (byteCount > maxReceivedBytes) break
  }
  // Not a Blob: it is read in several macrotasks, and the virtual clock would move on between them.
  return new Response(Buffer.concat(chunks), { status, headers })
}

/** Creates an integration that answers calls but never syncs, on the given storage, clock and network. */
export const startProcess = (environment: Environment, dependencies: ProcessDependencies): ClaudeIntegration =>
  createIntegration(environment, dependencies, {
    start: async () => {},
    request: async () => {},
    getNextRunAt: () => null,
    stop: async () => {},
  })

/** A host's process that syncs. */
export interface Worker {
  /** Runs the hourly sync of all accounts. Resolves when the runs have ended. */
  readonly runHourlySync: () => Promise<void>
}

/**
 * Creates a worker. The first `runHourlySync` starts the integration, which syncs at its start, like on a host's
 * server.
 */
export const createWorker = (environment: Environment, dependencies: ProcessDependencies): Worker => {
  let jobs: SchedulerJobs | undefined
  let runs: (Promise<void> | undefined)[] = []
  const claude = createIntegration(environment, dependencies, {
    start: async (startedJobs) => {
      jobs = startedJobs
    },
    request: async (accountIds) => {
      runs.push(...accountIds.map((accountId) => jobs?.sync(accountId)))
    },
    getNextRunAt: () => null,
    stop: async () => {},
  })
  return {
    async runHourlySync() {
      runs = []
      if (jobs) await jobs.syncAllAccounts()
      else await claude.start()
      await Promise.all(runs)
    },
  }
}

const createIntegration = (
  environment: Environment,
  { storage, clock, fetch }: ProcessDependencies,
  scheduler: Scheduler,
): ClaudeIntegration =>
  createClaudeIntegration({
    storage,
    clock,
    scheduler,
    // Keys are only reversed. Real encryption runs on other threads, and their speed would change the order of events.
    vault: { seal: async (_, key) => reverse(key), open: async (_, sealed) => reverse(sealed) },
    directory: { listEmployees: () => answerDirectoryCall(environment) },
    getViewer: () => admin,
    claudeApi: { fetch },
    logger: createLogger(environment),
  })

const reverse = (text: string): string => [...text].reverse().join('')

const answerDirectoryCall = async ({ random, directory, hangingDirectoryProbability }: Environment) => {
  if (random.drawBoolean(hangingDirectoryProbability)) return await new Promise<never>(() => {})
  if (random.drawBoolean(0.1)) throw new Error('The directory is down.')
  return directory.listEmployees()
}

const createLogger = ({ logLines }: Environment): Logger => {
  const write = (message: string, details?: object) => void logLines.push(`${message} ${JSON.stringify(details)}`)
  return { info: write, warn: write, error: write }
}
