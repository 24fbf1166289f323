import type { Bucket, Day } from '@windmill/claude-core'
import { startOfBucket } from '@windmill/claude-core/internal'

/** As many labels fit beside each other in a wide place; in a narrow one, half of them. */
const mostLabels = 7

/**
 * Which of the points have a label under them: all of a few, else Mondays where there is a point for every day, and of
 * these every second, third … so that there are never too many. Counted from the end, where the newest is.
 */
export const chooseAxisLabels = (starts: readonly Day[], bucket: Bucket): readonly number[] => {
  const all = starts.map((_, index) => index)
  if (starts.length <= mostLabels) return all
  const named = bucket === 'day' ? all.filter((index) => isMonday(starts[index])) : all
  const step = Math.ceil(named.length / mostLabels)
  return named.filter((_, index) => (named.length - 1 - index) % step === 0)
}

const isMonday = (day: Day | undefined) => day !== undefined && startOfBucket(day, 'week') === day
