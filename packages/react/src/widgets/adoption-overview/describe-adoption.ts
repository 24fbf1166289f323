import { type AdoptionResponse, addDays, products } from '@windmill/claude-core'
import { getProductLabel, startOfBucket } from '@windmill/claude-core/internal'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { AdoptionDetailsText } from '../../texts/en/adoption-details.ts'
import { buildChartPoints } from './chart-points.ts'

/** The days of a bucket, such as "3 Nov" or "2 Nov – 8 Nov". */
export const formatBucket = (
  { locale }: Pick<Words<AdoptionDetailsText>, 'locale'>,
  { series, bucket, period }: AdoptionResponse,
  index: number,
): string => {
  const start = series[index]?.start ?? period.from
  const next = series[index + 1]?.start
  if (bucket === 'day') return formatDay(locale, start)
  return formatPeriod(locale, { from: start, to: next ? addDays(next, -1) : period.to }, period.to)
}

/** A chart point as a screen reader reads it: its days, its people, and the people of each used product. */
export const describePoint = (words: Words<AdoptionDetailsText>, response: AdoptionResponse, index: number): string => {
  const { t } = words
  const point = buildChartPoints(response, 'any')[index]
  const active = response.series[index]?.active
  const people = (count: number) => t('adoption.point.people', { count })
  const used = products.flatMap(({ id }) => {
    const count = active?.[id]
    return count ? `${getProductLabel(words, id)} ${people(count)}` : []
  })
  return [
    t('adoption.point', {
      when: formatBucket(words, response, index),
      people: point?.value == null ? t('adoption.point.unread') : people(point.value),
    }),
    ...used,
    ...(point?.provisional && point.value !== null ? [t('adoption.point.provisional')] : []),
  ].join(', ')
}

/** Notes below the chart: what its gaps, dashes and cut buckets mean. Only for those it has. */
export const describeChartNotes = (
  { t }: Words<AdoptionDetailsText>,
  response: AdoptionResponse,
): readonly string[] => {
  const { series, bucket, period } = response
  const points = buildChartPoints(response, 'any')
  const isCut =
    startOfBucket(period.from, bucket) !== period.from ||
    startOfBucket(addDays(period.to, 1), bucket) !== addDays(period.to, 1)
  return [
    series.length > 1 && points.some(({ value }) => value === null) && t('adoption.gap'),
    points.some(({ provisional, value }) => provisional && value !== null) && t('adoption.dashed'),
    bucket !== 'day' && isCut && t(`adoption.cut.${bucket}`),
  ].filter((note) => typeof note === 'string')
}
