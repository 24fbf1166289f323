import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Outcome } from './simulate.ts'

/** Lives through many seeds, as many at a time as there are processors, each process with seeds of its own. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '0' } },
})
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (!Number.isInteger(seeds) || !Number.isInteger(from) || seeds < 1 || from < 0) {
  console.error('Usage: pnpm chaos --seeds N --from FIRST, both whole numbers')
  process.exit(1)
}

let next = from
let lived = 0
let failed = 0
let requests = 0
const start = performance.now()

const hear = ({ seed, failures, requests: spent }: Outcome & { readonly seed: number }): void => {
  lived += 1
  requests += spent
  if (failures.length > 0) {
    failed += 1
    console.error(
      `Seed ${seed} failed:\n  ${failures.join('\n  ')}\n  Repeat it with: pnpm chaos --seeds 1 --from ${seed}`,
    )
  }
  if (lived % 100 === 0) console.log(`${lived} lives, ${failed} failed`)
}

const work = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL('lives.ts', import.meta.url))
    const give = () => {
      if (next === from + seeds) return child.disconnect()
      child.send(next)
      next += 1
    }
    child.on('message', (outcome: Outcome & { readonly seed: number }) => {
      hear(outcome)
      give()
    })
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A process ended with the code ${code}.`))))
    give()
  })

await Promise.all(Array.from({ length: Math.min(seeds, availableParallelism()) }, work))
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(`${seeds} lives from seed ${from} in ${seconds} s, ${requests} requests in the quiet, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
