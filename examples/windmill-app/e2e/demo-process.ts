import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'

const mainFile = fileURLToPath(new URL('../src/server/main.ts', import.meta.url))

/** The demo as users start it: a separate process that environment variables configure. */
export interface DemoProcess {
  /** Returns the standard output so far. */
  readonly readOutput: () => string
  /** Returns the standard error output so far. */
  readonly readErrors: () => string
  /** Resolves to the URL as soon as the terminal shows it. */
  readonly waitForUrl: () => Promise<string>
  /** Resolves to the exit code, or to the signal that ended the process. */
  readonly exitPromise: Promise<number | NodeJS.Signals>
  readonly kill: (signal: NodeJS.Signals) => void
}

const runningProcesses = new Set<ChildProcess>()

/** Starts the demo with the variables in `env`. It does not inherit those of this process, except `PATH` and `HOME`. */
export const startDemoProcess = (env: Readonly<Record<string, string>>): DemoProcess => {
  const child = spawn(process.execPath, [mainFile], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  runningProcesses.add(child)
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  const exitPromise = once(child, 'close').then(([code, signal]) => {
    runningProcesses.delete(child)
    return (code ?? signal) as number | NodeJS.Signals
  })
  return {
    readOutput: () => output,
    readErrors: () => errors,
    exitPromise,
    waitForUrl: () =>
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

/** Kills all demos that are still running, such as those of a failed test. */
export const killDemoProcesses = (): void => {
  for (const child of runningProcesses) child.kill('SIGKILL')
}
