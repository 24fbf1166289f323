import { ConfigurationError, StorageError } from '@windmill/claude-server'
import { readConfig } from './config.ts'
import { startDemo } from './demo.ts'
import { DemoError } from './demo-error.ts'
import { createTerminal } from './terminal.ts'

/** Prints one sentence for errors that the user can fix. Anything else is a bug and gets its stack trace. */
const reportFailure = (error: unknown): void => {
  const isExpected = error instanceof DemoError || error instanceof StorageError || error instanceof ConfigurationError
  console.error(isExpected ? `Windmill did not start. ${error.message} (${error.code})` : error)
  process.exitCode = 1
}

try {
  const demo = await startDemo({ ...readConfig(process.env), terminal: createTerminal(process.stdout) })
  const stop = (): void => {
    // A second Ctrl+C exits at once.
    process.once('SIGINT', () => process.exit(130))
    demo.stop().then(() => process.exit(0), reportFailure)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  reportFailure(error)
}
