import { type SimulationResult, simulate } from './simulate.ts'

// Entry point of the worker process that `run.ts` forks. A message from the parent is a seed. The worker simulates it
// and replies with the result. An exception is a failed simulation.
process.on('message', async (seed: number) => {
  const result = await simulate(seed).catch(
    (error: unknown): SimulationResult => ({
      failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      requestCount: 0,
    }),
  )
  process.send?.({ seed, ...result })
})
process.on('disconnect', () => process.exit())
