import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark, Result } from './benchmark.ts'
import { syncBenchmark } from './sync.ts'

const benchmarks: readonly Benchmark[] = [syncBenchmark]

const usage = `Usage: pnpm bench [name] [--json FILE]\nNames: ${benchmarks.map(({ name }) => name).join(', ')}`

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  if (chosen.length === 0) throw new Error(`There is no benchmark "${positionals.join(' ')}".\n${usage}`)

  const results: Result[] = []
  for (const { name, title, budget, measure } of chosen) {
    console.log(`${name}: ${title}`)
    const { ours, reference, ratio } = await measure((line) => console.log(`  ${line}`))
    results.push({ name, ours, reference, ratio, budget })
  }
  console.table(results)
  if (values.json)
    await writeFile(resolve(process.env.INIT_CWD ?? '.', values.json), `${JSON.stringify(results, null, 2)}\n`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
