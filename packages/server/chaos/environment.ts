import { accountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'
import { type ClaudeIntegration, createClaudeIntegration, memoryStorage } from '../src/index.ts'
import { virtualClock } from '../src/test/virtual-clock.ts'
import type { ProcessDependencies } from './crashable-process.ts'
import type { Scenario } from './faults.ts'
import { createHostDirectory, type HostDirectory } from './host-directory.ts'
import type { Random } from './random.ts'
import { createRecorder, type Recorder } from './recorder.ts'

export const account = accountId('acme')
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

const minuteMs = 60_000

/** Above what any simulation needs. Stops a client that requests in an endless loop. */
const maxRequests = 50_000

/** Everything outside the processes of a simulation: Claude's API, the store, the host's directory and the time. */
export interface Environment extends ProcessDependencies {
  readonly random: Random
  readonly clock: Clock & { readonly set: (now: number) => void }
  readonly api: ClaudeApi
  readonly recorder: Recorder
  readonly directory: HostDirectory
  readonly failures: string[]
  /** The probability that a request gets no answer. */
  noAnswerProbability: number
  /** Requests without an answer so far. */
  unansweredRequests: number
}

export const createEnvironment = (random: Random, seed: number, scenario: Scenario): Environment => {
  const clock = virtualClock(scenario.start)
  const api = createClaudeApi({ seed, people: 20, now: clock.now, ...scenario.api })
  const recorder = createRecorder(api, memoryStorage())
  const environment: Environment = {
    random,
    clock,
    api,
    recorder,
    storage: recorder.storage,
    directory: createHostDirectory(random, api.organization),
    failures: [],
    noAnswerProbability: 0,
    unansweredRequests: 0,
    async fetch(input, init) {
      if (api.requests.total() === maxRequests) {
        environment.failures.unshift(`More than ${maxRequests} requests, the last for ${input}`)
      }
      if (api.requests.total() >= maxRequests) throw new TypeError('fetch failed')
      if (!random.chance(environment.noAnswerProbability)) return await recorder.fetch(input, init)
      // The client gives up after a minute without an answer.
      environment.unansweredRequests += 1
      await clock.sleep(minuteMs, init?.signal ?? undefined)
      throw new DOMException('The operation timed out.', 'TimeoutError')
    },
  }
  return environment
}

/** Starts the integration as a host's process would, on the given storage, clock and network. */
export const startProcess = (
  { random, directory }: Environment,
  { storage, clock, fetch }: ProcessDependencies,
): ClaudeIntegration =>
  createClaudeIntegration({
    storage,
    clock,
    // Real encryption runs on other threads, so the order of events would depend on their speed.
    vault: { seal: async (_, key) => key, open: async (_, sealed) => sealed },
    directory: {
      listEmployees: async () => {
        if (random.chance(0.1)) throw new Error('The directory is down.')
        return directory.list()
      },
    },
    getViewer: () => admin,
    claudeApi: { fetch },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
  })
