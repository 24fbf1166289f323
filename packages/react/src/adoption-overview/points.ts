import { type AdoptionId, type AdoptionResponse, addDays, type Day } from '@windmill/claude-core'
import type { SparkPoint } from '../ui/spark-path.ts'

/** The points of one product, or of any. A bucket may still change when any day of it may. */
export const pointsOf = ({ series, period, coverage }: AdoptionResponse, id: AdoptionId): readonly SparkPoint[] =>
  series.map(({ active }, index) => ({
    value: active[id],
    provisional: coverage.provisionalFrom !== null && bucketEnd(series, index, period.to) >= coverage.provisionalFrom,
  }))

const bucketEnd = (series: AdoptionResponse['series'], index: number, last: Day): Day => {
  const next = series[index + 1]
  return next ? addDays(next.start, -1) : last
}

/** An axis from zero to a round number that the highest value fits under, with even steps of whole people. */
export interface Scale {
  readonly max: number
  readonly ticks: readonly number[]
}

export const scaleOf = ({ series }: Pick<AdoptionResponse, 'series'>): Scale => {
  const highest = Math.max(1, ...series.map(({ active }) => active.any ?? 0))
  const rough = highest / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude)
  const steps = Math.ceil(highest / step)
  return { max: steps * step, ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) }
}

/** Which buckets to name under an axis: the first, and every so many after it, so that at most `most` are named. */
export const namedBuckets = (count: number, most: number): readonly number[] => {
  const every = Math.max(1, Math.ceil((count - 1) / (most - 1)))
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every)
}
