import { type AdoptionResponse, addDays } from '@windmill/claude-core'
import { startOfBucket } from '@windmill/claude-core/internal'
import type { Language } from '../../shared/format/use-texts.ts'
import type { AdoptionDetailsText } from '../../texts/en/adoption-details.ts'
import { buildChartPoints } from './build-chart-points.ts'

/**
 * Returns the notes below the chart: one about its gaps, one about its dashed parts, and one about the weeks or months
 * that the period cuts short. A note is left out if it does not apply to the chart.
 */
export const describeChartNotes = (
  { t }: Language<AdoptionDetailsText>,
  response: AdoptionResponse,
): readonly string[] => {
  const { series, bucket, period } = response
  const points = buildChartPoints(response, 'any')
  const dayAfter = addDays(period.to, 1)
  const hasCutBucket =
    startOfBucket(period.from, bucket) !== period.from || startOfBucket(dayAfter, bucket) !== dayAfter
  return [
    series.length > 1 && points.some(({ value }) => value === null) && t('adoption.gap'),
    points.some(({ isProvisional, value }) => isProvisional && value !== null) && t('adoption.dashed'),
    bucket !== 'day' && hasCutBucket && t(`adoption.cut.${bucket}`),
  ].filter((note) => typeof note === 'string')
}
