import type { Clock } from './clock.ts'
import { describeError, type Logger } from './logger.ts'
import { ProblemError } from './problem-error.ts'
import { rejectWhenAborted } from './reject-when-aborted.ts'
import { settlesWithin } from './settles-within.ts'
import { isDatabaseError } from './storage/errors.ts'

interface LifecycleOptions {
  readonly clock: Clock
  readonly logger: Logger
  /** Opens the storage and brings its tables up to date. */
  readonly open: () => Promise<void>
  /** Starts syncing in this process. Null if this process does not sync. */
  readonly startWorker: (() => Promise<void>) | null
  /** Ends syncing. Called once, even if the worker was never started. */
  readonly stopWorker: () => Promise<void>
  /** Closes the storage. Called once, even if it was never opened. */
  readonly close: () => Promise<void>
}

/** Opens an integration at its first use, and stops it. */
export interface Lifecycle {
  /** Aborts when the integration stops. The reason is a `ProblemError` `stopped`. */
  readonly signal: AbortSignal
  /**
   * Opens the storage and starts the worker. After a failure, both are tried again in the background.
   * @throws The error of the first attempt, or `ProblemError` `stopped`.
   */
  readonly start: () => Promise<void>
  /** Stops everything, within `2 * stopTimeoutMs`. Never rejects. Later calls share the result. */
  readonly stop: () => Promise<void>
  /**
   * Resolves when the storage is open. The first call opens the storage and starts the worker. A call after a failure
   * tries again.
   * @throws The error of the attempt, or `ProblemError` `not_ready` or `stopped`.
   */
  readonly ready: () => Promise<void>
  /** Returns operations that first wait for `ready`, and reject with `stopped` if the integration stops. */
  readonly guard: <Operations extends object>(operations: Operations) => Operations
  /**
   * Like `guard`, for operations that answer a viewer: while the database cannot be used, the operations reject with a
   * `ProblemError` `not_ready` that has the storage's error as its cause.
   */
  readonly guardAnswers: <Operations extends object>(operations: Operations) => Operations
}

/** Time that a call waits for the storage to open. */
const readyTimeoutMs = 10_000
/** Time that the worker and the calls have to end. After that, the storage has the same time to close. */
const stopTimeoutMs = 5_000
/** Pause after a failed attempt. Calls during the pause wait for the end of the pause. */
const minPauseMs = 1_000
/** Maximum pause between attempts in the background. */
const maxPauseMs = 60_000

export const createLifecycle = (options: LifecycleOptions): Lifecycle => {
  const { clock, logger, startWorker } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const runningCalls = new Set<Promise<unknown>>()
  let stopped: Promise<void> | undefined
  let hasBringUpBegun = false

  /** Wraps an attempt, so that each failure is logged once, whoever made the attempt. */
  const logFailure = (attempt: () => Promise<void>) => async (): Promise<void> => {
    try {
      await attempt()
    } catch (error) {
      if (!signal.aborted) {
        logger.error('The integration could not start; it is tried again', describeError(error))
      }
      throw error
    }
  }
  const open = createRetriableAction(logFailure(options.open), clock, signal)
  const ensureWorkerStarted = createRetriableAction(logFailure(startWorker ?? (async () => {})), clock, signal)

  /** Opens the storage and starts the worker in the background, until both succeeded. */
  const bringUpInBackground = async (): Promise<void> => {
    for (let pauseMs = minPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      try {
        await open()
        await ensureWorkerStarted()
        return
      } catch {}
      await clock.sleep(pauseMs, signal).catch(() => {})
    }
  }
  const ensureBringUp = (): void => {
    if (!startWorker || hasBringUpBegun) return
    hasBringUpBegun = true
    void bringUpInBackground()
  }

  /** Rejects with `stopped` as soon as the integration stops. */
  const rejectWhenStopped = <Result>(promise: Promise<Result>): Promise<Result> => rejectWhenAborted(promise, signal)

  const ready = async (): Promise<void> => {
    signal.throwIfAborted()
    const opened = open()
    ensureBringUp()
    if (!(await rejectWhenStopped(settlesWithin(opened, readyTimeoutMs)))) throw new ProblemError('not_ready')
    await rejectWhenStopped(opened)
  }

  const guard = <Operations extends object>(operations: Operations): Operations =>
    mapOperations(operations, (operation, args) => callWhenReady(operation, args))

  const callWhenReady = async (operation: Operation, args: readonly unknown[]) => {
    await ready()
    const running = Promise.resolve(operation(...args))
    runningCalls.add(running)
    try {
      return await running
    } catch (error) {
      // A call that fails while the integration stops rejects with `stopped`.
      signal.throwIfAborted()
      throw error
    } finally {
      runningCalls.delete(running)
    }
  }

  /** Runs a step of the stop. A step that fails or hangs does not keep the other steps from running. */
  const runStopStep = async (name: string, step: () => Promise<unknown>): Promise<void> => {
    const done = (async () => await step())()
    if (!(await settlesWithin(done, stopTimeoutMs))) {
      logger.error('A part of the integration did not end in time; nothing waits for it', { part: name })
      return
    }
    await done.catch((error: unknown) =>
      logger.error('A part of the integration could not be ended', { part: name, ...describeError(error) }),
    )
  }

  const stopAll = async (): Promise<void> => {
    stopping.abort(new ProblemError('stopped'))
    await Promise.all([
      runStopStep('worker', async () => {
        // A worker that is starting is stopped after it has started.
        await ensureWorkerStarted.settle()
        await options.stopWorker()
      }),
      runStopStep('calls', () => Promise.allSettled(runningCalls)),
      runStopStep('opening', open.settle),
    ])
    await runStopStep('storage', options.close)
  }

  return {
    signal,
    ready,
    async start() {
      signal.throwIfAborted()
      try {
        await rejectWhenStopped(open())
        await rejectWhenStopped(ensureWorkerStarted())
      } finally {
        if (!signal.aborted) ensureBringUp()
      }
    },
    stop() {
      stopped ??= stopAll()
      return stopped
    },
    guard,
    guardAnswers: (operations) =>
      mapOperations(guard(operations), async (operation, args) => {
        try {
          return await operation(...args)
        } catch (error) {
          throw toProblem(error)
        }
      }),
  }
}

/** Returns the problem for an error of the database. Returns any other error unchanged. */
const toProblem = (error: unknown): unknown => {
  if (!isDatabaseError(error)) return error
  return new ProblemError(error.code === 'database_busy' ? 'busy' : 'not_ready', {}, { cause: error })
}

type Operation = (...args: readonly unknown[]) => unknown

/** Returns operations of the same names that call `run` with the operation and its arguments. */
const mapOperations = <Operations extends object>(
  operations: Operations,
  run: (operation: Operation, args: readonly unknown[]) => Promise<unknown>,
): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      (...args: readonly unknown[]) => run(operation as Operation, args),
    ]),
  ) as Operations

interface RetriableAction {
  /** Runs the action, or joins the run in progress. Does nothing after a run has succeeded. */
  (): Promise<void>
  /** Resolves when no run is in progress. */
  readonly settle: () => Promise<void>
}

/**
 * Creates an action that can be run again until it has succeeded once. A run begins no earlier than `minPauseMs` after
 * a failure.
 */
const createRetriableAction = (action: () => Promise<void>, clock: Clock, signal: AbortSignal): RetriableAction => {
  let current: Promise<void> | undefined
  let nextRunAt = Number.NEGATIVE_INFINITY
  const runOnce = async (): Promise<void> => {
    try {
      const pauseMs = nextRunAt - clock.now()
      if (pauseMs > 0) await clock.sleep(Math.min(pauseMs, minPauseMs), signal)
      signal.throwIfAborted()
      await action()
    } catch (error) {
      current = undefined
      nextRunAt = clock.now() + minPauseMs
      throw error
    }
  }
  const run = (): Promise<void> => {
    current ??= runOnce()
    return current
  }
  return Object.assign(run, {
    settle: async () => {
      await current?.catch(() => {})
    },
  })
}
