import { setTimeout as sleep } from 'node:timers/promises'
import { type SimulationResult, simulate } from './simulate.ts'

/** A simulation that takes longer in real time counts as a hang. */
const hangTimeoutMs = 120_000

// Entry point of the worker process that `run.ts` forks. A message from the parent is a seed. The worker simulates it
// and replies with the result. An exception is a failed simulation. With the argument `--long`, every simulation takes
// four months.
const isLong = process.argv.includes('--long')
process.on('message', async (seed: number) => {
  const timer = new AbortController()
  const hang = sleep(hangTimeoutMs, null, { signal: timer.signal }).then(
    (): SimulationResult => ({ failures: ['Something waits forever'], requestCount: 0 }),
  )
  const result = await Promise.race([simulate(seed, { isLong }), hang]).catch(
    (error: unknown): SimulationResult => ({
      failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      requestCount: 0,
    }),
  )
  timer.abort()
  process.send?.({ seed, ...result })
})
process.on('disconnect', () => process.exit())
