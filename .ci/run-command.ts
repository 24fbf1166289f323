import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workspace.ts'

/** Runs a command to its end, in the repository's root if not told otherwise, and gives what it printed. Rejects with all that it printed. */
export const run = (command: string, args: readonly string[], cwd: string = root): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error([stdout, stderr].filter(Boolean).join('\n') || error.message))
      else resolve(stdout)
    })
  })

/** Runs a tool from the workspace's dependencies. */
export const tool = (name: string, args: readonly string[], cwd: string = root): Promise<string> =>
  run(join(root, 'node_modules/.bin', name), args, cwd)
