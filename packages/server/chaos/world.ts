import { accountId, employeeId } from '@windmill/claude-core'
import { type ClaudeApi, createClaudeApi } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'
import { type ClaudeIntegration, createClaudeIntegration, memoryStorage } from '../src/index.ts'
import { virtualClock } from '../src/test/virtual-clock.ts'
import type { Surroundings } from './mortal.ts'
import { createOffice, type Office } from './office.ts'
import type { Chance } from './random.ts'
import type { natureOf } from './trouble.ts'
import { createWitness, type Witness } from './witness.ts'

export const account = accountId('acme')
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

const minute = 60_000

/** More than any life takes: a client that goes round and round is stopped there. */
const mostRequests = 50_000

export interface World extends Surroundings {
  readonly chance: Chance
  readonly clock: Clock & { readonly set: (now: number) => void }
  readonly api: ClaudeApi
  readonly witness: Witness
  readonly office: Office
  readonly failures: string[]
  /** How often a request has no answer… */
  hanging: number
  /** …and how many had none so far. */
  unanswered: number
}

export const createWorld = (
  chance: Chance,
  seed: number,
  { start, api: nature }: ReturnType<typeof natureOf>,
): World => {
  const clock = virtualClock(start)
  const api = createClaudeApi({ seed, people: 20, now: clock.now, ...nature })
  const witness = createWitness(api, memoryStorage())
  const world: World = {
    ...{ chance, clock, api, witness, storage: witness.storage },
    office: createOffice(chance, api.organization),
    failures: [],
    hanging: 0,
    unanswered: 0,
    async fetch(input, init) {
      if (api.requests.total() === mostRequests) world.failures.unshift(`There is no end to the requests: ${input}`)
      if (api.requests.total() >= mostRequests) throw new TypeError('fetch failed')
      if (!chance.happens(world.hanging)) return await witness.fetch(input, init)
      // No answer comes, and the client gives up after its minute.
      world.unanswered += 1
      await clock.sleep(minute, init?.signal ?? undefined)
      throw new DOMException('The operation timed out.', 'TimeoutError')
    },
  }
  return world
}

/** A process with the product in it, as a host would start it. */
export const startProcess = ({ chance, office }: World, { storage, clock, fetch }: Surroundings): ClaudeIntegration =>
  createClaudeIntegration({
    storage,
    clock,
    // Real sealing waits for other threads, and would make a run depend on how fast they are.
    vault: { seal: async (_, key) => key, open: async (_, sealed) => sealed },
    directory: {
      listEmployees: async () => {
        if (chance.happens(0.1)) throw new Error('The directory is down.')
        return office.directory()
      },
    },
    viewer: () => admin,
    claudeApi: { fetch },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
  })
