import type { Bucket, ComparisonInput, SeriesPoint } from '@windmill/claude-core'
import { addDays, countDays } from '@windmill/claude-core'
import { countReadDays, startOfBucket } from '@windmill/claude-core/internal'
import { getBucketEnd } from '../coverage/get-bucket-end.ts'

/** A series with the fields of its response that decide how it is drawn. */
export interface Trend extends Pick<ComparisonInput, 'period' | 'coverage'> {
  readonly series: readonly SeriesPoint[]
  readonly bucket: Bucket
}

/** A point of a trend. */
export interface TrendPoint {
  /** Null if nothing is known, or if a rate has no proposed edits. */
  readonly value: number | null
  /** Whether the value may still change, because any of its days is provisional. */
  readonly isProvisional: boolean
  /** Whether a week or month is incomplete, because the period cuts it or some of its days have no figures. */
  readonly isPartial: boolean
  /**
   * Whether none of the days is read. False if the days are not kept, or are before the employee started or after they
   * left.
   */
  readonly isMissing: boolean
  /** Whether all of the days are before the employee started or after they left. Such days are not counted. */
  readonly isOutside: boolean
  /** Whether the point is a Monday. False for weeks and months. */
  readonly isMonday: boolean
}

/** Builds the points of a trend. */
export const buildTrendPoints = ({ series, bucket, period, coverage }: Trend): readonly TrendPoint[] =>
  series.map(({ start, value }, index) => {
    const days = { from: start, to: getBucketEnd(series, index, period) }
    const dayAfter = addDays(days.to, 1)
    const readDays = countReadDays({ period: days, coverage })
    const isWhole = startOfBucket(start, bucket) === start && startOfBucket(dayAfter, bucket) === dayAfter
    const isOutside = days.to < (coverage.startedOn ?? days.to) || start > (coverage.archivedOn ?? start)
    const isKept = days.to >= (coverage.keptFrom ?? days.to)
    return {
      value,
      isProvisional: coverage.provisionalFrom !== null && days.to >= coverage.provisionalFrom,
      isPartial: bucket !== 'day' && (!isWhole || readDays < countDays(days)),
      isMissing: readDays === 0 && isKept && !isOutside,
      isOutside,
      isMonday: bucket === 'day' && startOfBucket(start, 'week') === start,
    }
  })

/** Returns whether a point is faint: its value may still change, or covers only a part of a week or month. */
export const isFaint = ({ isProvisional, isPartial }: Pick<TrendPoint, 'isProvisional' | 'isPartial'>): boolean =>
  isProvisional || isPartial
