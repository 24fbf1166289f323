import { simulate } from './simulate.ts'

/** Lives through the seeds that its parent sends, one at a time. */
process.on('message', async (seed: number) => {
  const outcome = await simulate(seed).catch((error: unknown) => ({
    failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    requests: 0,
  }))
  process.send?.({ seed, ...outcome })
})
process.on('disconnect', () => process.exit())
