import { addDays, type Coverage, type Day, type Period } from '@windmill/claude-core'

/**
 * Returns whether any day of a bucket is provisional: whether the bucket ends on or after the first provisional day.
 */
export const isBucketProvisional = (
  series: readonly { readonly start: Day }[],
  index: number,
  { period, coverage }: { readonly period: Period; readonly coverage: Pick<Coverage, 'provisionalFrom'> },
): boolean => {
  const next = series[index + 1]
  const end = next ? addDays(next.start, -1) : period.to
  return coverage.provisionalFrom !== null && end >= coverage.provisionalFrom
}
