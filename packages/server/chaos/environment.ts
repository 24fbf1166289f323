import { accountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import { type ClaudeIntegration, createClaudeIntegration, memoryStorage } from '../src/index.ts'
import { createVirtualClock, type VirtualClock } from '../src/test/virtual-clock.ts'
import type { ProcessDependencies } from './crashable-process.ts'
import { createHostDirectory, type HostDirectory } from './host-directory.ts'
import type { Random } from './random.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import type { Scenario } from './scenario.ts'

export const account = accountId('acme')
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

const minuteMs = 60_000

/** Maximum requests of a simulation, more than any needs. It stops a client that sends requests in an endless loop. */
const maxRequests = 50_000

/** Everything outside the processes of a simulation: Claude's API, storage, the host's directory and the clock. */
export interface Environment extends ProcessDependencies {
  readonly random: Random
  readonly clock: VirtualClock
  readonly api: ClaudeApi
  readonly recorder: Recorder
  readonly directory: HostDirectory
  /** Broken invariants, one line each. */
  readonly failures: string[]
  /** The probability that a request gets no answer. */
  noAnswerProbability: number
  /** Number of requests without an answer so far. */
  unansweredCount: number
}

export const createEnvironment = (random: Random, seed: number, scenario: Scenario): Environment => {
  const clock = createVirtualClock(scenario.start)
  const api = createClaudeApi({ seed, people: 20, now: clock.now, ...scenario.api })
  const recorder = createRecorder(api, memoryStorage({ now: clock.now }))
  const environment: Environment = {
    random,
    clock,
    api,
    recorder,
    storage: recorder.storage,
    directory: createHostDirectory(random, api.organization),
    failures: [],
    noAnswerProbability: 0,
    unansweredCount: 0,
    async fetch(input, init) {
      if (api.requests.total() === maxRequests) {
        environment.failures.unshift(`More than ${maxRequests} requests, the last for ${input}`)
      }
      if (api.requests.total() >= maxRequests) throw new TypeError('fetch failed')
      if (!random.drawBoolean(environment.noAnswerProbability)) return await recorder.fetch(input, init)
      // The client gives up after a minute without an answer.
      environment.unansweredCount += 1
      await clock.sleep(minuteMs, init?.signal ?? undefined)
      throw new DOMException('The operation timed out.', 'TimeoutError')
    },
  }
  return environment
}

/** Creates an integration, like a host's process does at its start, on the given storage, clock and network. */
export const startProcess = (
  { random, directory }: Environment,
  { storage, clock, fetch }: ProcessDependencies,
): ClaudeIntegration =>
  createClaudeIntegration({
    storage,
    clock,
    // Keys are not encrypted. Real encryption runs on other threads, and their speed would change the order of events.
    vault: { seal: async (_, key) => key, open: async (_, sealed) => sealed },
    directory: {
      listEmployees: async () => {
        if (random.drawBoolean(0.1)) throw new Error('The directory is down.')
        return directory.listEmployees()
      },
    },
    getViewer: () => admin,
    claudeApi: { fetch },
    scheduler: { start: async () => {}, request: async () => {}, getNextRunAt: () => null, stop: async () => {} },
  })
