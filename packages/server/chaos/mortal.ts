import type { Clock } from '../src/clock.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'

/** A process that can be killed: from then on nothing that it asked for is ever answered. */
export interface Mortal {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly fetch: typeof fetch
  /** Resolves when the process dies. */
  readonly died: Promise<void>
  readonly kill: () => void
}

const writes: ReadonlySet<string> = new Set([
  'saveConnection',
  'updateConnection',
  'acquireLease',
  'renewLease',
  'releaseLease',
  'writeDay',
  'writeLedgerEntry',
  'replaceDirectory',
  'changeLinks',
])

const never = new Promise<never>(() => {})

/**
 * What a process sees of the world outside it.
 * @param writesLeft - It dies at the write after so many: before that is done, or after it, without hearing of it.
 */
export const mortal = (
  world: { readonly storage: StorageAdapter; readonly clock: Clock; readonly fetch: typeof fetch },
  writesLeft: number,
  diesAfterWriting: boolean,
): Mortal => {
  let dead = false
  let left = writesLeft
  const death = Promise.withResolvers<void>()
  const kill = () => {
    dead = true
    death.resolve()
  }
  const whileAlive = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (dead) return never
    const answer = await ask().catch((error: unknown) => {
      if (dead) return never
      throw error
    })
    return dead ? never : answer
  }
  const storage = Object.fromEntries(
    Object.entries(world.storage).map(([name, method]) => [
      name,
      (...args: unknown[]) =>
        whileAlive(async () => {
          if (writes.has(name)) {
            left -= 1
            if (left < 0 && !diesAfterWriting) kill()
          }
          if (dead) return never
          const answer = await (method as (...args: unknown[]) => Promise<unknown>)(...args)
          if (left < 0) kill()
          return answer
        }),
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
