import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark, Figure } from './benchmark.ts'

/** A figure, rounded to three decimals, with the name of its benchmark. */
interface BenchmarkResult extends Figure {
  readonly benchmark: string
}

/**
 * Runs the benchmarks that the command line names. Without a name, runs all except the long ones. Sets the exit code to
 * 1 if a figure exceeds its budget or a benchmark throws.
 */
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
  const selectedBenchmarks = benchmarks.filter(({ name, isLong = false }) =>
    positionals.length === 0 ? !isLong : positionals.includes(name),
  )
  if (selectedBenchmarks.length === 0) {
    const names = benchmarks.map(({ name }) => name).join(', ')
    throw new Error(
      `There is no benchmark "${positionals.join(' ')}".\nUsage: pnpm bench [name] [--json FILE]\nNames: ${names}`,
    )
  }

  const results: BenchmarkResult[] = []
  for (const { name, title, measure } of selectedBenchmarks) {
    console.log(`${name}: ${title}`)
    for (const figure of await measure((line) => console.log(`  ${line}`))) {
      const value = roundToThousandths(figure.value)
      // Printed here too, because a later benchmark may throw before the table is printed.
      console.log(`  ${figure.figure}: ${value}`)
      results.push({ benchmark: name, ...figure, value })
    }
  }
  console.table(results)
  if (values.json) {
    // FILE is relative to the folder of the user's shell, but pnpm runs scripts in the package's folder.
    await writeFile(resolve(process.env.INIT_CWD ?? '', values.json), `${JSON.stringify(results, null, 2)}\n`)
  }

  const exceededFigures = results.filter(({ value, budget }) => budget !== undefined && value > budget)
  for (const { benchmark, figure, value, budget } of exceededFigures) {
    console.error(`${benchmark}: ${figure} is ${value}, over its budget of ${budget}.`)
  }
  if (exceededFigures.length > 0) process.exitCode = 1
}

const roundToThousandths = (value: number): number => Math.round(value * 1000) / 1000
