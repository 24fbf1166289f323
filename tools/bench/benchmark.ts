/** One measured number. */
export interface Figure {
  /** The name of the figure, with the unit in brackets. */
  readonly figure: string
  readonly value: number
  /** The maximum of `value`. A figure without a budget is only reported. */
  readonly budget?: number
}

/** A benchmark that `runBenchmarks` can run. */
export interface Benchmark {
  /** The name that selects the benchmark on the command line. */
  readonly name: string
  /** Says what is measured. */
  readonly title: string
  /** Whether it runs only by its name, because it takes half an hour or more. `@default false` */
  readonly isLong?: boolean
  /** Runs the benchmark and returns its figures. Calls `log` with each line of progress. */
  readonly measure: (log: (line: string) => void) => Promise<readonly Figure[]>
}

/**
 * Measures how long a task takes. Collects garbage first, if Node exposes it, so that earlier tasks do not slow it
 * down.
 */
export const measureSeconds = async (task: () => Promise<void>): Promise<number> => {
  globalThis.gc?.()
  const start = performance.now()
  await task()
  return (performance.now() - start) / 1000
}

/** Computes the median of values. It is 0 if there are none. */
export const computeMedian = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
