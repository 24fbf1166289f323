import type { AdoptionId, AdoptionResponse } from '@windmill/claude-core'
import { computeCountScale, type Scale } from '../../shared/chart/scale.ts'
import type { Trend } from '../../shared/chart/trend.ts'

/** Maximum number of steps between the ticks of the axis. */
const maxScaleSteps = 4

/** Returns the number of people active with a product in each bucket, or with any product for `any`. */
export const getPeopleTrend = ({ series, bucket, period, coverage }: AdoptionResponse, id: AdoptionId): Trend => ({
  series: series.map(({ start, active }) => ({ start, value: active[id] })),
  bucket,
  period,
  coverage,
})

/** Computes the scale of all charts of the overview: from zero to at least the highest number of active people. */
export const computePeopleScale = ({ series }: Pick<AdoptionResponse, 'series'>): Scale =>
  computeCountScale(
    series.reduce((max, { active }) => Math.max(max, active.any ?? 0), 1),
    maxScaleSteps,
  )
