import type { Coverage, Day, Period } from '@windmill/claude-core'
import { getBucketEnd } from './get-bucket-end.ts'

/** Returns whether any day of a bucket is provisional: the bucket ends on or after the first provisional day. */
export const isBucketProvisional = (
  series: readonly { readonly start: Day }[],
  index: number,
  { period, coverage }: { readonly period: Period; readonly coverage: Pick<Coverage, 'provisionalFrom'> },
): boolean => coverage.provisionalFrom !== null && getBucketEnd(series, index, period) >= coverage.provisionalFrom
