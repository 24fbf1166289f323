import { parseArgs } from 'node:util'
import { fuzzHandler } from './fuzz-handler.ts'

// Sends random requests to a handler. Run it with `--max-old-space-size`, so that memory is bounded.
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const [requests, seed] = [Number(values.requests), Number(values.seed)]
if (!Number.isInteger(requests) || !Number.isInteger(seed) || requests < 1) {
  console.error('Usage: pnpm fuzz --requests N --seed S, with whole numbers N and S')
  process.exit(1)
}

const start = performance.now()
const { failures, answers, maxMemoryMb } = await fuzzHandler({ requests, seed })
for (const failure of failures.slice(0, 50)) console.error(failure)
for (const [answer, count] of [...answers].sort()) console.log(`${String(count).padStart(8)}  ${answer}`)
const seconds = Math.round((performance.now() - start) / 1000)
console.log(
  `${requests} requests in ${seconds} s, ${failures.length} wrong answers, at most ${Math.round(maxMemoryMb)} MB`,
)
process.exit(failures.length > 0 ? 1 : 0)
