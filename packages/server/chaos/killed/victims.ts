import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { VictimInput, VictimMessage } from './victim.ts'

export interface Victim {
  /** Its connections to the database go by this name. */
  readonly name: string
  /** Resolves when it has begun to sync, or when it has ended. */
  readonly started: Promise<unknown>
  /** How it ended: `done`, `killed`, or what went wrong. */
  readonly ended: Promise<string>
  readonly isAlive: () => boolean
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void
  /** What it logged last. */
  readonly log: () => readonly string[]
}

const running = new Set<ChildProcess>()

/** @param compiled - A folder where compiled code is kept, so that each process but the first starts faster. */
export const startVictim = (name: string, input: VictimInput, compiled: string): Victim => {
  const databaseUrl = new URL(input.databaseUrl)
  databaseUrl.searchParams.set('application_name', name)
  const child = fork(new URL('victim.ts', import.meta.url), [JSON.stringify({ ...input, databaseUrl })], {
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  running.add(child)
  let alive = true
  const log: string[] = []
  const starts = Promise.withResolvers<void>()
  child.on('message', (message: VictimMessage) => {
    if (message.kind === 'started') starts.resolve()
    else log.push(message.line)
  })
  const errors = child.stderr ? text(child.stderr) : ''
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    alive = false
    running.delete(child)
    if (signal === 'SIGKILL') return 'killed'
    return code === 0 ? 'done' : `ended by itself (${code ?? signal}): ${await errors}`
  })
  return {
    name,
    ended,
    started: Promise.race([starts.promise, ended]),
    isAlive: () => alive,
    signal: (signal) => void child.kill(signal),
    log: () => log.slice(-8),
  }
}

/** Ends what a failed run has left, stopped processes included. */
export const endVictims = (): void => {
  for (const child of running) child.kill('SIGKILL')
}
