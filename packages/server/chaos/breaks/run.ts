import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { breaks } from './breaks.ts'

// Breaks the integration in one place after another, and checks that the simulations notice each break.
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, only: { type: 'string' } },
})
const chosenBreaks = breaks.filter(({ name }) => values.only === undefined || name === values.only)
const toPath = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

let unnoticedCount = 0
for (const { name, isLong } of chosenBreaks) {
  const start = performance.now()
  const args = ['--import', toPath('apply-break.ts'), toPath('../run.ts'), '--seeds', values.seeds, '--until-failure']
  if (isLong) args.push('--long')
  const env = { ...process.env, CHAOS_BREAK: name }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const failure = /^Seed \d+ failed:\n(.*)/m.exec(stderr)
  if (failure) console.log(`${name}: noticed after ${seconds} s: ${failure[1]?.trim().slice(0, 150)}`)
  else {
    unnoticedCount += 1
    console.error(`${name}: not noticed in ${values.seeds} simulations, which ended with ${status}\n${stdout}${stderr}`)
  }
}
console.log(`${chosenBreaks.length} breaks, ${unnoticedCount} of them not noticed`)
process.exitCode = chosenBreaks.length === 0 || unnoticedCount > 0 ? 1 : 0
