import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workspace.ts'

/**
 * Runs a command and returns its standard output. Rejects with all of its output when it fails.
 * @param cwd - `@default` the repository's root
 */
export const run = (command: string, args: readonly string[], cwd: string = root): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error([stdout, stderr].filter(Boolean).join('\n') || error.message))
      else resolve(stdout)
    })
  })

/** Runs a command-line tool from the workspace's dependencies, like `run`. */
export const runTool = (name: string, args: readonly string[], cwd: string = root): Promise<string> =>
  run(join(root, 'node_modules/.bin', name), args, cwd)
