import { type AdoptionResponse, addDays, products } from '@windmill/claude-core'
import { bucketStart } from '@windmill/claude-core/internal'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import type { AdoptionText } from '../texts/en-adoption-more.ts'
import { productText } from '../texts/stat-texts.ts'
import type { Words } from '../texts/use-texts.ts'
import { pointsOf } from './points.ts'

/** "3 Nov", or "2 Nov – 8 Nov". */
export const nameOfBucket = (
  { locale }: Pick<Words<AdoptionText>, 'locale'>,
  { series, bucket, period }: AdoptionResponse,
  index: number,
): string => {
  const start = series[index]?.start ?? period.from
  const next = series[index + 1]?.start
  if (bucket === 'day') return formatDay(locale, start)
  return formatPeriod(locale, { from: start, to: next ? addDays(next, -1) : period.to }, period.to)
}

/** A point as it is read out: when, how many people, and of each product that anyone used. */
export const describePoint = (words: Words<AdoptionText>, response: AdoptionResponse, index: number): string => {
  const { t } = words
  const point = pointsOf(response, 'any')[index]
  const active = response.series[index]?.active
  const people = (count: number) => t('adoption.point.people', { count })
  const used = products.flatMap(({ id }) => {
    const count = active?.[id]
    return count ? `${productText(words, id)} ${people(count)}` : []
  })
  return [
    t('adoption.point', {
      when: nameOfBucket(words, response, index),
      people: point?.value == null ? t('adoption.point.unread') : people(point.value),
    }),
    ...used,
    ...(point?.provisional && point.value !== null ? [t('adoption.point.provisional')] : []),
  ].join(', ')
}

/** What is to be known to read the chart, of that which it shows. */
export const chartNotes = ({ t }: Words<AdoptionText>, response: AdoptionResponse): readonly string[] => {
  const { series, bucket, period } = response
  const points = pointsOf(response, 'any')
  const isCut =
    bucketStart(period.from, bucket) !== period.from ||
    bucketStart(addDays(period.to, 1), bucket) !== addDays(period.to, 1)
  return [
    series.length > 1 && points.some(({ value }) => value === null) && t('adoption.gap'),
    points.some(({ provisional, value }) => provisional && value !== null) && t('adoption.dashed'),
    bucket !== 'day' && isCut && t(`adoption.cut.${bucket}`),
  ].filter((note) => typeof note === 'string')
}
