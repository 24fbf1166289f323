import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

const main = fileURLToPath(new URL('../src/server/main.ts', import.meta.url))

/** The demo as people start it: a process of its own, configured by its environment. */
export interface DemoProcess {
  readonly output: () => string
  readonly errors: () => string
  /** The address that the terminal shows. */
  readonly url: () => Promise<string>
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  readonly kill: (signal: NodeJS.Signals) => void
}

const running = new Set<ChildProcess>()

/** None of the variables that the demo reads is inherited. */
export const startProcess = (env: Readonly<Record<string, string>>): DemoProcess => {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    return (code ?? signal) as number | NodeJS.Signals
  })
  return {
    output: () => output,
    errors: () => errors,
    ended,
    url: () =>
      vi.waitFor(
        () => {
          const url = /Open +(http:\S+)/.exec(output)?.[1]
          if (!url) throw new Error(`The demo shows no address yet. ${output} ${errors}`)
          return url
        },
        { timeout: 60_000, interval: 100 },
      ),
    kill: (signal) => void child.kill(signal),
  }
}

/** Ends what a failed test has left running. */
export const endProcesses = (): void => {
  for (const child of running) child.kill('SIGKILL')
}
