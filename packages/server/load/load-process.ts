import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadTime } from './load-time.ts'

/** A forked process of a load test. */
export interface LoadProcess {
  readonly name: string
  /** Resolves with how the process ended: `done`, `killed`, or a description of what went wrong. */
  readonly ended: Promise<string>
  /** Returns the maximum memory that the process has reported, in megabytes. */
  readonly getPeakMegabytes: () => number
  readonly send: (message: unknown) => void
  /** Kills the process, as the operating system does when memory runs out. */
  readonly kill: () => void
}

interface StartOptions<Message> {
  readonly name: string
  /** The file in this folder that the process runs. */
  readonly file: string
  /** Passed as the first argument, as JSON. */
  readonly input: unknown
  /** The simulated time of the process. `@default` undefined, real time */
  readonly time?: LoadTime
  readonly compileCacheFolder: string
  readonly onMessage: (message: Message) => void
}

const children = new Set<ChildProcess>()

export const startLoadProcess = <Message>(options: StartOptions<Message>): LoadProcess => {
  const { name, file, input, time, compileCacheFolder, onMessage } = options
  const timeUrl = new URL('change-time.ts', import.meta.url).href
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(input)], {
    execArgv: time ? ['--import', timeUrl] : [],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compileCacheFolder,
      ...(time && { LOAD_TIME: JSON.stringify(time) }),
    },
    // Its own process group, so that Ctrl-C reaches only this process. The child ends when its channel closes.
    detached: true,
  })
  children.add(child)
  let peakMegabytes = 0
  child.on('message', (message: Message | MemoryMessage) => {
    if (isMemoryMessage(message)) peakMegabytes = Math.max(peakMegabytes, message.megabytes)
    else onMessage(message)
  })
  const ended = once(child, 'exit').then(([code, signal]) => {
    children.delete(child)
    if (signal === 'SIGKILL') return 'killed'
    return code === 0 ? 'done' : `ended by itself (${code ?? signal})`
  })
  return {
    name,
    ended,
    getPeakMegabytes: () => peakMegabytes,
    send: (message) => void (child.connected && child.send(message as object)),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Kills all processes that still run. A load test that failed leaves some behind. */
export const killLoadProcesses = (): void => {
  for (const child of children) child.kill('SIGKILL')
}

interface MemoryMessage {
  readonly kind: 'memory'
  readonly megabytes: number
}

const isMemoryMessage = (message: unknown): message is MemoryMessage =>
  (message as { readonly kind?: unknown }).kind === 'memory'
