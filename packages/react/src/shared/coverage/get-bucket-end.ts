import { addDays, type Day, type Period } from '@windmill/claude-core'

/** Returns the last day of a bucket: the day before the next bucket. The last bucket ends with the period. */
export const getBucketEnd = (
  series: readonly { readonly start: Day }[],
  index: number,
  period: Pick<Period, 'to'>,
): Day => {
  const nextBucket = series[index + 1]
  return nextBucket ? addDays(nextBucket.start, -1) : period.to
}
