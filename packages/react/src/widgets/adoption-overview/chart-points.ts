import type { AdoptionId, AdoptionResponse } from '@windmill/claude-core'
import { countScale, type Scale } from '../../shared/chart/scale.ts'
import { isBucketProvisional } from '../../shared/coverage/is-bucket-provisional.ts'
import type { SparkPoint } from '../../shared/ui/spark-path.ts'

/** The trend of one product, or of any. A bucket is provisional when any of its days is. */
export const buildChartPoints = (
  { series, period, coverage }: AdoptionResponse,
  id: AdoptionId,
): readonly SparkPoint[] =>
  series.map(({ active }, index) => ({
    value: active[id],
    provisional: isBucketProvisional(series, index, { period, coverage }),
  }))

/** Maximum number of steps between the ticks of the people axis. */
const maxScaleSteps = 4

/** The scale that all charts of the overview share: from zero to at least the highest count of active people. */
export const computeScale = ({ series }: Pick<AdoptionResponse, 'series'>): Scale =>
  countScale(Math.max(1, ...series.map(({ active }) => active.any ?? 0)), maxScaleSteps)

/** Indexes of the buckets to label under an axis: the first, then every nth, at most `maxLabels` in all. */
export const chooseLabeledBuckets = (count: number, maxLabels: number): readonly number[] => {
  const step = Math.max(1, Math.ceil((count - 1) / (maxLabels - 1)))
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step)
}
