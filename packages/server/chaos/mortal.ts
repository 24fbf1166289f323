import type { Clock } from '../src/clock.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'

/** What a process sees of the world outside it. */
export interface Surroundings {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly fetch: typeof fetch
}

/** A process that can be killed: from then on nothing that it asked for is ever answered. */
export interface Mortal extends Surroundings {
  /** Resolves when the process dies. */
  readonly died: Promise<void>
  readonly kill: () => void
}

/** What becomes of a write: it is done, fails before or after it was done, or the process dies before or after it. */
export type Fate = 'done' | 'fails' | 'fails_unheard' | 'dies' | 'dies_unheard'

const writes: ReadonlySet<string> = new Set([
  'saveConnection',
  'updateConnection',
  'acquireLease',
  'renewLease',
  'releaseLease',
  'writeDay',
  'writeLedgerEntry',
  'replaceDirectory',
  'putEmployees',
  'saveDirectoryStatus',
  'changeLinks',
  'decideLinks',
  'addAccess',
  'pruneAccess',
])

/** A promise of its own each time: a shared one would hold on to everyone who ever waited for it. */
const never = (): Promise<never> => new Promise(() => {})

/** @param nextFate - Asked at each write. */
export const mortal = (world: Surroundings, nextFate: () => Fate = () => 'done'): Mortal => {
  let dead = false
  const death = Promise.withResolvers<void>()
  const kill = () => {
    dead = true
    death.resolve()
  }
  const whileAlive = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (dead) return never()
    const answer = await ask().catch((error: unknown) => {
      if (dead) return never()
      throw error
    })
    return dead ? never() : answer
  }
  const write = async (method: () => Promise<unknown>): Promise<unknown> => {
    const fate = nextFate()
    if (fate === 'dies') kill()
    if (dead) return never()
    if (fate === 'fails') throw new Error('The database did not answer.')
    const answer = await method()
    if (fate === 'dies_unheard') kill()
    if (fate === 'fails_unheard') throw new Error('The connection to the database broke.')
    return answer
  }
  const storage = Object.fromEntries(
    Object.entries(world.storage).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        const call = () => (method as (...args: unknown[]) => Promise<unknown>)(...args)
        return whileAlive(writes.has(name) ? () => write(call) : call)
      },
    ]),
  ) as unknown as StorageAdapter
  return {
    storage,
    clock: {
      now: world.clock.now,
      sleep: (milliseconds, signal) => whileAlive(() => world.clock.sleep(milliseconds, signal)),
    },
    fetch: (input, init) => whileAlive(() => world.fetch(input, init)),
    died: death.promise,
    kill,
  }
}
