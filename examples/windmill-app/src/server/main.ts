import { ConfigurationError, StorageError } from '@windmill/claude-server'
import { DemoError } from './demo-error.ts'
import { readConfig } from './read-config.ts'
import { startDemo } from './start-demo.ts'
import { createTerminal } from './terminal.ts'

/** Prints one line for an error that the user can fix. Any other error is a bug, so its stack trace is printed. */
const reportFailure = (error: unknown): void => {
  const canUserFix = error instanceof DemoError || error instanceof StorageError || error instanceof ConfigurationError
  console.error(canUserFix ? `Windmill did not start. ${error.message} (${error.code})` : error)
  process.exitCode = 1
}

try {
  const demo = await startDemo({ ...readConfig(process.env), terminal: createTerminal(process.stdout) })
  const stop = (): void => {
    // While the demo stops, a second Ctrl+C exits at once.
    process.once('SIGINT', () => process.exit(130))
    demo.stop().then(() => process.exit(0), reportFailure)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  reportFailure(error)
}
