import { run } from './run-command.ts'

/** Thrown by a check that cannot run on this machine. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/**
 * Runs a command that downloads packages, in the same way as `run`.
 * @throws `UnavailableError` if the packages cannot be downloaded.
 */
export const runOnline = async (command: string, args: readonly string[], cwd: string): Promise<void> => {
  try {
    await run(command, args, cwd)
  } catch (error) {
    const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|E40[34]|E5\d\d/.test(String(error))
    throw isOffline ? new UnavailableError(String(error), { cause: error }) : error
  }
}
