import type { Bucket, Day } from '@windmill/claude-core'
import { startOfBucket } from '@windmill/claude-core/internal'

/** Maximum number of labels under a wide chart. A narrow chart hides some of them. */
const maxLabels = 7

/**
 * Chooses the points that get a label under the chart, and returns their indices. If there are at most `maxLabels`
 * points, each gets a label. If there are more, every nth point gets a label, counted back from the newest. With
 * more than `maxLabels` days, only Mondays get labels.
 */
export const chooseAxisLabels = (starts: readonly Day[], bucket: Bucket): readonly number[] => {
  const all = starts.map((_, index) => index)
  if (starts.length <= maxLabels) return all
  const candidates = bucket === 'day' ? all.filter((index) => isMonday(starts[index])) : all
  const step = Math.ceil(candidates.length / maxLabels)
  return candidates.filter((_, index) => (candidates.length - 1 - index) % step === 0)
}

const isMonday = (day: Day | undefined) => day !== undefined && startOfBucket(day, 'week') === day
