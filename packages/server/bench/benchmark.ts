export interface Measurement {
  /** Our time and the reference's, in seconds: medians over the rounds. */
  readonly ours: number
  readonly reference: number
  /** The median of the rounds' ratios, ours to the reference's: what holds on a noisy machine. */
  readonly ratio: number
}

export interface Benchmark {
  readonly name: string
  readonly title: string
  /** The ratio that must not be exceeded. */
  readonly budget: number
  readonly measure: (say: (line: string) => void) => Promise<Measurement>
}

export interface Result extends Measurement {
  readonly name: string
  readonly budget: number
}

/** Times two tasks in turn, several rounds, after one of each that is not counted. */
export const compare = async (
  rounds: number,
  ours: () => Promise<void>,
  reference: () => Promise<void>,
  say: (line: string) => void,
): Promise<Measurement> => {
  const times: { ours: number; reference: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const time = { reference: await seconds(reference), ours: await seconds(ours) }
    say(`round ${round}: ours ${time.ours.toFixed(2)} s, reference ${time.reference.toFixed(2)} s`)
    if (round > 0) times.push(time)
  }
  return {
    ours: round(median(times.map((time) => time.ours))),
    reference: round(median(times.map((time) => time.reference))),
    ratio: round(median(times.map((time) => time.ours / time.reference))),
  }
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

const round = (value: number): number => Math.round(value * 1000) / 1000
