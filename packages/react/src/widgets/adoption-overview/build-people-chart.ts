import { type AdoptionResponse, products } from '@windmill/claude-core'
import { formatNumber, getProductLabel } from '@windmill/claude-core/internal'
import { buildAxisLabels, describeBucket } from '../../shared/chart/describe-bucket.ts'
import { describeExtremes } from '../../shared/chart/describe-extremes.ts'
import type { ChartProps } from '../../shared/chart/props.ts'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { getBucketEnd } from '../../shared/coverage/get-bucket-end.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { AdoptionDetailsText } from '../../texts/en/adoption-details.ts'
import type { ChartText } from '../../texts/en/chart.ts'
import { computePeopleScale, getPeopleTrend } from './people-trend.ts'

/** Builds the props of the chart of active people. The note of a point has the number of people per product in use. */
export const buildPeopleChart = (
  language: Language<AdoptionDetailsText>,
  chartLanguage: Language<ChartText>,
  response: AdoptionResponse,
): ChartProps => {
  const { t, locale } = language
  const { series, bucket, period } = response
  const trend = getPeopleTrend(response, 'any')
  const formatPeople = (count: number) => t('adoption.point.people', { count })
  const points = buildTrendPoints(trend).map((point, index) => {
    const days = { from: series[index]?.start ?? period.from, to: getBucketEnd(series, index, period) }
    const peopleByProduct = products.flatMap(({ id }) => {
      const count = series[index]?.active[id]
      return count ? `${getProductLabel(language, id)} ${formatNumber(locale, count)}` : []
    })
    return {
      ...point,
      label: describeBucket(locale, days, bucket, period.to),
      text: point.value === null ? chartLanguage.t('chart.missing') : formatPeople(point.value),
      note: [...peopleByProduct, ...(point.isProvisional ? [chartLanguage.t('chart.provisional')] : [])].join(', '),
    }
  })
  return {
    title: t('adoption.time', { bucket: chartLanguage.t(`chart.${bucket}`) }),
    summary: describeExtremes(chartLanguage, { kind: 'sum' }, trend),
    points,
    scale: computePeopleScale(response),
    formatTick: (tick) => formatNumber(locale, tick),
    axisLabels: buildAxisLabels(
      locale,
      series.map(({ start }) => start),
      bucket,
    ),
  }
}
