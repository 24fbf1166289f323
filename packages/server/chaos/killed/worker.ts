import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { WorkerInput, WorkerMessage } from './worker-process.ts'

/** A host's process with the integration in it. */
export interface Worker {
  /** Also the application name of its database connections. */
  readonly name: string
  /** Resolves when the worker begins to sync, or ends before that. */
  readonly started: Promise<unknown>
  /** How the worker ended: `done`, `killed`, or a description of what went wrong. */
  readonly ended: Promise<string>
  readonly isAlive: () => boolean
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** The last eight lines that it logged. */
  readonly readLog: () => readonly string[]
}

const runningChildren = new Set<ChildProcess>()

/** @param compileCacheFolder - Keeps compiled code, so that every worker but the first starts faster. */
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

/** Kills the workers that a failed simulation has left, including paused ones. */
export const killWorkers = (): void => {
  for (const child of runningChildren) child.kill('SIGKILL')
}
