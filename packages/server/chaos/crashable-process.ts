import type { Clock } from '../src/clock.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'

/** The storage, the clock and the network of a process. */
export interface ProcessDependencies {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly fetch: typeof fetch
}

/** The dependencies of a process that can crash. After the crash, their calls never settle. */
export interface CrashableProcess extends ProcessDependencies {
  /** Resolves when the process crashes. */
  readonly crashed: Promise<void>
  readonly hasCrashed: () => boolean
  readonly crash: () => void
}

/**
 * What happens to one write. With the suffix `_before`, nothing is stored. With `_after`, the write is stored first. A
 * silent write fails after a minute, as on a connection that goes silent.
 */
export type WriteOutcome =
  | 'succeeds'
  | 'fails_before'
  | 'fails_after'
  | 'silent_before'
  | 'silent_after'
  | 'crashes_before'
  | 'crashes_after'

/** How long a write on a silent connection takes to fail. */
const silenceMs = 60_000

const writeMethods: ReadonlySet<string> = new Set<keyof StorageAdapter>([
  'saveConnection',
  'reopenAccount',
  'updateConnection',
  'saveInvitation',
  'acceptInvitation',
  'requestSync',
  'finishSyncRequest',
  'acquireLease',
  'renewLease',
  'releaseLease',
  'writeDay',
  'writeLedgerEntry',
  'saveMonthCheck',
  'replaceDirectory',
  'upsertEmployees',
  'saveDirectoryStatus',
  'decideLinks',
  'addLogEntries',
  'pruneLog',
])

/** Returns a new promise each time, because a shared one would keep every waiting caller in memory. */
const neverSettle = (): Promise<never> => new Promise(() => {})

/**
 * Creates a process that can crash in the middle of any call.
 * @param getNextOutcome - Decides the outcome of each write. `@default () => 'succeeds'`
 */
export const createCrashableProcess = (
  dependencies: ProcessDependencies,
  getNextOutcome: () => WriteOutcome = () => 'succeeds',
): CrashableProcess => {
  let hasCrashed = false
  const crashed = Promise.withResolvers<void>()
  const crash = () => {
    hasCrashed = true
    crashed.resolve()
  }
  /** Makes a call. Never settles if the process has crashed, or crashes before the answer. */
  const callUntilCrash = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    if (hasCrashed) return neverSettle()
    const answer = await call().catch((error: unknown) => {
      if (hasCrashed) return neverSettle()
      throw error
    })
    return hasCrashed ? neverSettle() : answer
  }
  const failSilently = async (): Promise<never> => {
    await dependencies.clock.sleep(silenceMs)
    throw new Error('The connection to the database timed out.')
  }
  const write = async (call: () => Promise<unknown>): Promise<unknown> => {
    const outcome = getNextOutcome()
    if (outcome === 'crashes_before') crash()
    if (hasCrashed) return neverSettle()
    if (outcome === 'fails_before') throw new Error('The database did not answer.')
    if (outcome === 'silent_before') return await failSilently()
    const answer = await call()
    if (outcome === 'crashes_after') crash()
    if (outcome === 'fails_after') throw new Error('The connection to the database broke.')
    if (outcome === 'silent_after') return await failSilently()
    return answer
  }
  const storage = Object.fromEntries(
    Object.entries(dependencies.storage).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        const call = () => (method as (...args: unknown[]) => Promise<unknown>)(...args)
        return callUntilCrash(writeMethods.has(name) ? () => write(call) : call)
      },
    ]),
  ) as unknown as StorageAdapter
  return {
    storage,
    clock: {
      ...dependencies.clock,
      sleep: (milliseconds, signal) => callUntilCrash(() => dependencies.clock.sleep(milliseconds, signal)),
    },
    fetch: (input, init) => callUntilCrash(() => dependencies.fetch(input, init)),
    crashed: crashed.promise,
    hasCrashed: () => hasCrashed,
    crash,
  }
}
