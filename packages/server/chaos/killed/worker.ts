import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { WorkerInput, WorkerMessage } from './worker-process.ts'

/** A forked process that runs the integration, like a host's server. */
export interface Worker {
  /** The name of the worker. Its database connections have it as their application name. */
  readonly name: string
  /** Resolves when the worker begins to sync, or when it ends without a sync. */
  readonly started: Promise<unknown>
  /** Resolves with how the worker ended: `done`, `killed`, or a description of what went wrong. */
  readonly ended: Promise<string>
  readonly isAlive: () => boolean
  /** Sends a signal to the process. */
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** Returns the last eight lines that the worker logged. */
  readonly readLog: () => readonly string[]
}

const runningChildren = new Set<ChildProcess>()

/**
 * Starts a worker.
 * @param compileCacheFolder - Folder for compiled code, so that every worker except the first starts faster.
 */
export const startWorker = (name: string, input: WorkerInput, compileCacheFolder: string): Worker => {
  const databaseUrl = new URL(input.databaseUrl)
  databaseUrl.searchParams.set('application_name', name)
  const child = fork(new URL('worker-process.ts', import.meta.url), [JSON.stringify({ ...input, databaseUrl })], {
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCacheFolder },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  runningChildren.add(child)
  let isAlive = true
  const log: string[] = []
  const started = Promise.withResolvers<void>()
  child.on('message', (message: WorkerMessage) => {
    if (message.kind === 'started') started.resolve()
    else log.push(message.line)
  })
  const errors = child.stderr ? text(child.stderr) : ''
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    isAlive = false
    runningChildren.delete(child)
    if (signal === 'SIGKILL') return 'killed'
    return code === 0 ? 'done' : `ended by itself (${code ?? signal}): ${await errors}`
  })
  return {
    name,
    ended,
    started: Promise.race([started.promise, ended]),
    isAlive: () => isAlive,
    signal: (signal) => void child.kill(signal),
    readLog: () => log.slice(-8),
  }
}

/** Kills all running workers, including paused ones. A failed simulation leaves some behind. */
export const killWorkers = (): void => {
  for (const child of runningChildren) child.kill('SIGKILL')
}

/** Returns the workers that have not ended. Paused workers are alive. */
export const filterAlive = (workers: readonly Worker[]): readonly Worker[] =>
  workers.filter((worker) => worker.isAlive())
