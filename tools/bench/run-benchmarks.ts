import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark, Figure } from './benchmark.ts'

interface Result extends Figure {
  readonly benchmark: string
}

/** Runs those that the command line names, all without a name, and fails where a figure exceeds its budget. */
export const runBenchmarks = async (benchmarks: readonly Benchmark[]): Promise<void> => {
  try {
    await run(benchmarks)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

const run = async (benchmarks: readonly Benchmark[]): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  if (chosen.length === 0) {
    const names = benchmarks.map(({ name }) => name).join(', ')
    throw new Error(
      `There is no benchmark "${positionals.join(' ')}".\nUsage: pnpm bench [name] [--json FILE]\nNames: ${names}`,
    )
  }

  const results: Result[] = []
  for (const { name, title, measure } of chosen) {
    console.log(`${name}: ${title}`)
    for (const figure of await measure((line) => console.log(`  ${line}`))) {
      results.push({ benchmark: name, ...figure, value: rounded(figure.value) })
    }
  }
  console.table(results)
  if (values.json)
    await writeFile(resolve(process.env.INIT_CWD ?? '../../.ci', values.json), `${JSON.stringify(results, null, 2)}\n`)

  const exceeded = results.filter(({ value, budget }) => budget !== undefined && value > budget)
  for (const { benchmark, figure, value, budget } of exceeded) {
    console.error(`${benchmark}: ${figure} is ${value}, over its budget of ${budget}.`)
  }
  if (exceeded.length > 0) process.exitCode = 1
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000
