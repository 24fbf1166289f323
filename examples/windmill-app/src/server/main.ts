import { ConfigurationError, StorageError } from '@windmill/claude-server'
import { readConfig } from './config.ts'
import { startDemo } from './demo.ts'
import { DemoError } from './demo-error.ts'
import { createTerminal } from './terminal.ts'

/** What the person who started the demo can put right is one sentence; anything else is a bug, and shows where it is. */
const fail = (error: unknown): void => {
  const known = error instanceof DemoError || error instanceof StorageError || error instanceof ConfigurationError
  console.error(known ? `Windmill did not start. ${error.message} (${error.code})` : error)
  process.exitCode = 1
}

try {
  const demo = await startDemo({ ...readConfig(process.env), terminal: createTerminal(process.stdout) })
  const stop = (): void => {
    // Asked a second time: at once.
    process.once('SIGINT', () => process.exit(130))
    demo.stop().then(() => process.exit(0), fail)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
} catch (error) {
  fail(error)
}
