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

export interface Comparison {
  readonly rounds: number
  /** The ratio of our time to the reference's that must not be exceeded. */
  readonly budget: number
  readonly ours: () => Promise<void>
  readonly reference: () => Promise<void>
  readonly say: (line: string) => void
}

/**
 * Times two tasks in turn, several rounds, after one of each that is not counted. The ratio is the median of the rounds'
 * own ratios: what holds on a noisy machine.
 */
export const compare = async ({ rounds, budget, ours, reference, say }: Comparison): Promise<readonly Figure[]> => {
  const times: { ours: number; reference: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const time = { reference: await seconds(reference), ours: await seconds(ours) }
    say(`round ${round}: ours ${time.ours.toFixed(2)} s, reference ${time.reference.toFixed(2)} s`)
    if (round > 0) times.push(time)
  }
  return [
    { figure: 'ours (s)', value: median(times.map((time) => time.ours)) },
    { figure: 'reference (s)', value: median(times.map((time) => time.reference)) },
    { figure: 'ours ÷ reference', value: median(times.map((time) => time.ours / time.reference)), budget },
  ]
}

const seconds = async (task: () => Promise<void>): Promise<number> => {
  globalThis.gc?.()
  const start = performance.now()
  await task()
  return (performance.now() - start) / 1000
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
