import type { AdoptionId, AdoptionResponse } from '@windmill/claude-core'
import { isBucketProvisional } from '../../shared/coverage/is-bucket-provisional.ts'
import type { SparkPoint } from '../../shared/ui/build-spark-paths.ts'

/** Builds one point per bucket: the number of people active with the product, or with any product for `any`. */
export const buildChartPoints = (
  { series, period, coverage }: AdoptionResponse,
  id: AdoptionId,
): readonly SparkPoint[] =>
  series.map(({ active }, index) => ({
    value: active[id],
    isProvisional: isBucketProvisional(series, index, { period, coverage }),
  }))
