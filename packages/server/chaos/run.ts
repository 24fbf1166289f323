import { parseArgs } from 'node:util'
import { simulate } from './simulate.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '0' } },
})
const [seeds, from] = [Number(values.seeds), Number(values.from)]
if (!Number.isInteger(seeds) || !Number.isInteger(from) || seeds < 1 || from < 0) {
  console.error('Usage: pnpm chaos --seeds N --from FIRST, both whole numbers')
  process.exit(1)
}

let requests = 0
let failed = 0
const start = performance.now()
for (let seed = from; seed < from + seeds; seed += 1) {
  const outcome = await simulate(seed)
  requests += outcome.requests
  if (outcome.failures.length > 0) {
    failed += 1
    console.error(
      `Seed ${seed} failed:\n  ${outcome.failures.join('\n  ')}\n  Repeat it with: pnpm chaos --seeds 1 --from ${seed}`,
    )
  }
  if ((seed - from + 1) % 100 === 0) console.log(`${seed - from + 1} lives, ${failed} failed`)
}
const seconds = ((performance.now() - start) / 1000).toFixed(0)
console.log(`${seeds} lives from seed ${from} in ${seconds} s, ${requests} requests in the quiet, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
