import { type AdoptionResponse, products } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { getBucketEnd } from '../../shared/coverage/get-bucket-end.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { AdoptionDetailsText } from '../../texts/en/adoption-details.ts'
import { buildChartPoints } from './build-chart-points.ts'

/** Formats the days of a bucket, such as "3 Nov" or "2 Nov – 8 Nov". The last bucket ends with the period. */
export const formatBucket = (
  { locale }: Pick<Language<AdoptionDetailsText>, 'locale'>,
  { series, bucket, period }: AdoptionResponse,
  index: number,
): string => {
  const start = series[index]?.start ?? period.from
  if (bucket === 'day') return formatDay(locale, start)
  return formatPeriod(locale, { from: start, to: getBucketEnd(series, index, period) }, period.to)
}

/** Describes a chart point for screen readers: its days, its active people, and the people of each product in use. */
export const describeChartPoint = (
  language: Language<AdoptionDetailsText>,
  response: AdoptionResponse,
  index: number,
): string => {
  const { t } = language
  const point = buildChartPoints(response, 'any')[index]
  const active = response.series[index]?.active
  const formatPeople = (count: number) => t('adoption.point.people', { count })
  const peopleByProduct = products.flatMap(({ id }) => {
    const count = active?.[id]
    return count ? `${getProductLabel(language, id)} ${formatPeople(count)}` : []
  })
  return [
    t('adoption.point', {
      when: formatBucket(language, response, index),
      people: point?.value == null ? t('adoption.point.unread') : formatPeople(point.value),
    }),
    ...peopleByProduct,
    ...(point?.isProvisional && point.value !== null ? [t('adoption.point.provisional')] : []),
  ].join(', ')
}
