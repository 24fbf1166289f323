import { parseArgs } from 'node:util'
import { startPostgres } from '../../../../tools/test/postgres.ts'
import { liveThroughKills } from './live.ts'

/** The long form of the test beside this: over a database that waits for its disk. */
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
  const outcome = await liveThroughKills({ serverUrl: server.url, seed, kills, historyDays: 200 })
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const summary = `${outcome.kills} kills, ${outcome.whileWriting} of them inside a transaction, ${outcome.requests} requests`
  if (outcome.failures.length > 0) {
    console.error(`${outcome.story.join('\n')}\nSeed ${seed} failed:\n  ${outcome.failures.join('\n  ')}`)
    console.error(
      `Repeat it, more than once as moments differ, with: pnpm chaos:killed --kills ${kills} --seed ${seed}`,
    )
    process.exitCode = 1
  }
  console.log(
    `${summary}, in ${seconds} s: ${outcome.failures.length === 0 ? 'nothing lost, nothing double' : 'failed'}`,
  )
} finally {
  await server.stop()
}
