import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { SimulationResult } from './simulate.ts'

// Simulates many seeds in worker processes, one per processor. Each worker simulates one seed after another.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '0' },
    // Every simulation takes four months, in which Claude revises settled days.
    long: { type: 'boolean', default: false },
    'until-failure': { type: 'boolean', default: false },
  },
})
const [seedCount, firstSeed] = [Number(values.seeds), Number(values.from)]
if (!Number.isInteger(seedCount) || !Number.isInteger(firstSeed) || seedCount < 1 || firstSeed < 0) {
  console.error('Usage: pnpm chaos --seeds N --from FIRST [--long] [--until-failure], with whole numbers N and FIRST')
  process.exit(1)
}

/** The result of one seed, as a worker sends it. */
type ResultMessage = SimulationResult & { readonly seed: number }

let nextSeed = firstSeed
let finishedCount = 0
let failedCount = 0
let requestCount = 0
const start = performance.now()

const addResult = (result: ResultMessage): void => {
  const { seed, failures } = result
  finishedCount += 1
  requestCount += result.requestCount
  if (failures.length > 0) {
    failedCount += 1
    console.error(
      `Seed ${seed} failed:\n  ${failures.join('\n  ')}\n  Repeat it with: pnpm chaos --seeds 1 --from ${seed}${values.long ? ' --long' : ''}`,
    )
  }
  if (finishedCount % 100 === 0) console.log(`${finishedCount} simulations, ${failedCount} failed`)
}

/** Runs a worker until no seed is left. Rejects when the worker ends with an error. */
const runWorker = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('worker-process.ts', import.meta.url), values.long ? ['--long'] : [])
    const sendNextSeed = () => {
      const isOver = values['until-failure'] && failedCount > 0
      if (isOver || nextSeed === firstSeed + seedCount) return child.disconnect()
      child.send(nextSeed)
      nextSeed += 1
    }
    child.on('message', (message: ResultMessage) => {
      addResult(message)
      sendNextSeed()
    })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with code ${code}.`))))
    sendNextSeed()
  })

await Promise.all(Array.from({ length: Math.min(seedCount, availableParallelism()) }, runWorker))
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(
  `${finishedCount} simulations from seed ${firstSeed} in ${seconds} s, ${requestCount} requests while undisturbed, ${failedCount} failed`,
)
process.exitCode = failedCount > 0 ? 1 : 0
