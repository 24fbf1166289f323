import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backfillBenchmark } from './backfill.ts'
import type { Benchmark, Figure } from './benchmark.ts'
import { memoryBenchmark } from './memory.ts'
import { peopleBenchmark } from './people.ts'
import { syncBenchmark } from './sync.ts'

const benchmarks: readonly Benchmark[] = [syncBenchmark, backfillBenchmark, memoryBenchmark, peopleBenchmark]

const usage = `Usage: pnpm bench [name] [--json FILE]\nNames: ${benchmarks.map(({ name }) => name).join(', ')}`

interface Result extends Figure {
  readonly benchmark: string
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  if (chosen.length === 0) throw new Error(`There is no benchmark "${positionals.join(' ')}".\n${usage}`)

  const results: Result[] = []
  for (const { name, title, measure } of chosen) {
    console.log(`${name}: ${title}`)
    for (const figure of await measure((line) => console.log(`  ${line}`))) {
      results.push({ benchmark: name, ...figure, value: rounded(figure.value) })
    }
  }
  console.table(results)
  if (values.json)
    await writeFile(resolve(process.env.INIT_CWD ?? '.', values.json), `${JSON.stringify(results, null, 2)}\n`)

  const exceeded = results.filter(({ value, budget }) => budget !== undefined && value > budget)
  for (const { benchmark, figure, value, budget } of exceeded) {
    console.error(`${benchmark}: ${figure} is ${value}, over its budget of ${budget}.`)
  }
  if (exceeded.length > 0) process.exitCode = 1
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
