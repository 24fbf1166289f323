import { parseArgs } from 'node:util'
import { startPostgres } from '../../../../tools/test/start-postgres.ts'
import { simulateKills } from './simulate-kills.ts'

// Kills more processes than `simulate-kills.db.test.ts`, on a database server that waits for the disk at every commit.
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const [killCount, seed] = [Number(values.kills), Number(values.seed)]
if (!Number.isInteger(killCount) || !Number.isInteger(seed) || killCount < 1 || seed < 0) {
  console.error('Usage: pnpm chaos:killed --kills N --seed S, with whole numbers N and S')
  process.exit(1)
}

const server = await startPostgres({ isDurable: true })
try {
  const start = performance.now()
  const result = await simulateKills({ serverUrl: server.url, seed, killCount, maxHistoryDays: 200 })
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const kills = `${result.killCount} kills, ${result.killsWhileWriting} of them inside a transaction`
  const summary = `${kills}, ${result.requestCount} requests`
  const hasFailed = result.failures.length > 0
  if (hasFailed) {
    console.error(`${result.log.join('\n')}\nSeed ${seed} failed:\n  ${result.failures.join('\n  ')}`)
    console.error(
      `Timing differs between runs, so repeat it more than once with: pnpm chaos:killed --kills ${killCount} --seed ${seed}`,
    )
    process.exitCode = 1
  }
  console.log(`${summary}, in ${seconds} s: ${hasFailed ? 'failed' : 'nothing lost, nothing duplicated'}`)
} finally {
  await server.stop()
}
