import { simulate } from './simulate.ts'

/** Simulates the seeds that the parent process sends, one at a time. */
process.on('message', async (seed: number) => {
  const result = await simulate(seed).catch((error: unknown) => ({
    failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    requests: 0,
  }))
  process.send?.({ seed, ...result })
})
process.on('disconnect', () => process.exit())
