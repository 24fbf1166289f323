import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Starts Node in a process group of its own, because the server of a framework may start other processes.
 * @param args - The script, relative to `cwd`, and its arguments.
 */
export const spawnGroup = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, args, { cwd, env, detached: true })

/** Collects the output of a process. Returns a function that reads what was written so far. */
export const collectOutput = (child: ChildProcess): (() => string) => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return () => output
}

/** Time that a server has to stop. The integration stops within ten seconds. */
const stopTimeoutMs = 30_000

/** Asks a server to stop, and kills what is left of its group. Throws if the server does not stop in time. */
export const stopGroup = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null) {
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    const isStopped = await Promise.race([closed.then(() => true), sleep(stopTimeoutMs, false)])
    killGroup(child)
    if (!isStopped) throw new Error('The server did not stop within 30 seconds.')
  }
}

/** Kills a server and all processes of its group. */
export const killGroup = (child: ChildProcess): void => {
  try {
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL')
  } catch {
    // The whole group has exited.
  }
}
