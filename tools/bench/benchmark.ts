/** One number that a benchmark found. */
export interface Figure {
  /** What it is, with its unit in brackets. */
  readonly figure: string
  readonly value: number
  /** What it must not exceed. Without one, it is only told. */
  readonly budget?: number
}

export interface Benchmark {
  readonly name: string
  readonly title: string
  readonly measure: (say: (line: string) => void) => Promise<readonly Figure[]>
}

/** How long a task takes, the garbage of others before it not counted. */
export const seconds = async (task: () => Promise<void>): Promise<number> => {
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
