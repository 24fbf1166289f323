import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { SimulationResult } from './simulate.ts'

// Simulates many seeds: one worker process per processor, each of which takes one seed after another.
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '0' } },
})
const [seeds, firstSeed] = [Number(values.seeds), Number(values.from)]
if (!Number.isInteger(seeds) || !Number.isInteger(firstSeed) || seeds < 1 || firstSeed < 0) {
  console.error('Usage: pnpm chaos --seeds N --from FIRST, both whole numbers')
  process.exit(1)
}

type Message = SimulationResult & { readonly seed: number }

let nextSeed = firstSeed
let finishedCount = 0
let failedCount = 0
let totalRequests = 0
const start = performance.now()

const addResult = ({ seed, failures, requests }: Message): void => {
  finishedCount += 1
  totalRequests += requests
  if (failures.length > 0) {
    failedCount += 1
    console.error(
      `Seed ${seed} failed:\n  ${failures.join('\n  ')}\n  Repeat it with: pnpm chaos --seeds 1 --from ${seed}`,
    )
  }
  if (finishedCount % 100 === 0) console.log(`${finishedCount} simulations, ${failedCount} failed`)
}

const runWorker = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('simulate-process.ts', import.meta.url))
    const sendNextSeed = () => {
      if (nextSeed === firstSeed + seeds) return child.disconnect()
      child.send(nextSeed)
      nextSeed += 1
    }
    child.on('message', (message: Message) => {
      addResult(message)
      sendNextSeed()
    })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A process ended with the code ${code}.`))))
    sendNextSeed()
  })

await Promise.all(Array.from({ length: Math.min(seeds, availableParallelism()) }, runWorker))
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(
  `${seeds} simulations from seed ${firstSeed} in ${seconds} s, ${totalRequests} requests while undisturbed, ${failedCount} failed`,
)
process.exitCode = failedCount > 0 ? 1 : 0
