import type { Bucket, Coverage, Day, Period } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import type { Trend } from '../shared/chart/trend.ts'

interface TrendSetup {
  readonly period: Period
  readonly bucket: Bucket
  /** One value per bucket. `@default` 1 in each */
  readonly values?: readonly (number | null)[]
  /** The first day that may still change. `@default` null */
  readonly provisionalFrom?: Day | null
  readonly coverage?: Partial<Coverage> & { readonly startedOn?: Day; readonly archivedOn?: Day }
}

/** Creates a trend. All of its days are read unless `coverage` says otherwise. */
export const createTrend = ({ period, bucket, values, provisionalFrom = null, coverage }: TrendSetup): Trend => ({
  period,
  bucket,
  series: splitIntoBuckets(period, bucket).map(({ from }, index) => ({
    start: from,
    value: values ? (values[index] ?? null) : 1,
  })),
  coverage: {
    through: period.to,
    latestDay: period.to,
    provisionalFrom,
    missing: [],
    previousMissing: [],
    notServed: null,
    keptFrom: null,
    ...coverage,
  },
})
