import { flushCompileCache } from 'node:module'

/** The connection of a forked process to the load test. */
export interface ParentConnection<Input> {
  readonly input: Input
  readonly send: (message: object) => void
}

/**
 * Connects this process to the load test that forked it: reports its memory every half second, and ends when the load
 * test ends.
 */
export const connectToParent = <Input>(): ParentConnection<Input> => {
  const send = (message: object): void => void (process.connected && process.send?.(message))
  const reportMemory = () => send({ kind: 'memory', megabytes: process.resourceUsage().maxRSS / 1024 })
  setInterval(reportMemory, 500).unref()
  process.on('disconnect', () => process.exit())
  // Node.js writes the cache only at a regular exit, and some processes are killed.
  flushCompileCache()
  return { input: JSON.parse(process.argv[2] ?? '') as Input, send }
}
