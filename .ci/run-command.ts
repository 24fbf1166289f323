import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workspace.ts'

/**
 * Runs a command and returns its standard output. If it fails, the error's message is the whole output of the command.
 * @param cwd - The folder in which the command runs. `@default` `root`, the folder of the repository
 */
export const run = (command: string, args: readonly string[], cwd: string = root): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error([stdout, stderr].filter(Boolean).join('\n') || error.message))
      else resolve(stdout)
    })
  })

/** Runs a command-line tool that is a dependency of the workspace, in the same way as `run`. */
export const runTool = (name: string, args: readonly string[], cwd: string = root): Promise<string> =>
  run(join(root, 'node_modules/.bin', name), args, cwd)
