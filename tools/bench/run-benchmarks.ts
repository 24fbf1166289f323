import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark, Figure } from './benchmark.ts'

interface Result extends Figure {
  readonly benchmark: string
}

/** Runs the benchmarks named on the command line, or all of them. Exits with 1 when a figure exceeds its budget. */
export const runBenchmarks = async (benchmarks: readonly Benchmark[]): Promise<void> => {
  try {
    await runSelected(benchmarks)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

const runSelected = async (benchmarks: readonly Benchmark[]): Promise<void> => {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
  const selected = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  if (selected.length === 0) {
    const names = benchmarks.map(({ name }) => name).join(', ')
    throw new Error(
      `There is no benchmark "${positionals.join(' ')}".\nUsage: pnpm bench [name] [--json FILE]\nNames: ${names}`,
    )
  }

  const results: Result[] = []
  for (const { name, title, measure } of selected) {
    console.log(`${name}: ${title}`)
    for (const figure of await measure((line) => console.log(`  ${line}`))) {
      results.push({ benchmark: name, ...figure, value: roundToThousandths(figure.value) })
    }
  }
  console.table(results)
  if (values.json) {
    // pnpm runs scripts in the package's folder; FILE is relative to the folder of the user's shell.
    await writeFile(resolve(process.env.INIT_CWD ?? '', values.json), `${JSON.stringify(results, null, 2)}\n`)
  }

  const exceeded = results.filter(({ value, budget }) => budget !== undefined && value > budget)
  for (const { benchmark, figure, value, budget } of exceeded) {
    console.error(`${benchmark}: ${figure} is ${value}, over its budget of ${budget}.`)
  }
  if (exceeded.length > 0) process.exitCode = 1
}

const roundToThousandths = (value: number): number => Math.round(value * 1000) / 1000
