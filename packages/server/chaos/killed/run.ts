import { parseArgs } from 'node:util'
import { startPostgres } from '../../../../tools/test/postgres.ts'
import { simulateKills } from './simulate-kills.ts'

// Kills more processes than the test does, on a database that waits for the disk at every commit.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const [kills, seed] = [Number(values.kills), Number(values.seed)]
if (!Number.isInteger(kills) || !Number.isInteger(seed) || kills < 1 || seed < 0) {
  console.error('Usage: pnpm chaos:killed --kills N --seed S, both whole numbers')
  process.exit(1)
}

const server = await startPostgres({ durable: true })
try {
  const start = performance.now()
  const result = await simulateKills({ serverUrl: server.url, seed, kills, historyDays: 200 })
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const summary = `${result.kills} kills, ${result.killsWhileWriting} of them inside a transaction, ${result.requests} requests`
  const hasFailed = result.failures.length > 0
  if (hasFailed) {
    console.error(`${result.log.join('\n')}\nSeed ${seed} failed:\n  ${result.failures.join('\n  ')}`)
    console.error(
      `Timing differs between runs, so repeat it more than once with: pnpm chaos:killed --kills ${kills} --seed ${seed}`,
    )
    process.exitCode = 1
  }
  console.log(`${summary}, in ${seconds} s: ${hasFailed ? 'failed' : 'nothing lost, nothing duplicated'}`)
} finally {
  await server.stop()
}
