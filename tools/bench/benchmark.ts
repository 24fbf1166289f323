/** One measured number. */
export interface Figure {
  /** Name, with the unit in brackets. */
  readonly figure: string
  readonly value: number
  /** Maximum value. A figure without a budget is only reported. */
  readonly budget?: number
}

export interface Benchmark {
  readonly name: string
  readonly title: string
  /** Runs the benchmark. `log` reports progress, one line at a time. */
  readonly measure: (log: (line: string) => void) => Promise<readonly Figure[]>
}

/** Measures how long a task takes. Collects garbage first, so that earlier tasks do not slow it down. */
export const measureSeconds = async (task: () => Promise<void>): Promise<number> => {
  globalThis.gc?.()
  const start = performance.now()
  await task()
  return (performance.now() - start) / 1000
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
