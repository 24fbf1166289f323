import type { EmployeeStatsResponse, SeriesPoint, StatDefinition } from '@windmill/claude-core'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import type { StatsMoreText } from '../texts/en-stats-more.ts'
import { statText } from '../texts/stat-texts.ts'
import type { Words } from '../texts/use-texts.ts'

/** A trend in words: what, over which days, its highest and lowest, its gaps. */
export const describeTrend = (
  words: Words<StatsMoreText>,
  stat: StatDefinition,
  series: readonly SeriesPoint[],
  { period, bucket }: EmployeeStatsResponse,
): string => {
  const { t, locale } = words
  const values = series.flatMap(({ value }) => value ?? [])
  const gaps = series.length - values.length
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  return [
    t('chart.name', {
      stat: statText(words, stat, 'label'),
      bucket: t(`chart.${bucket}`),
      period: formatPeriod(locale, period, period.to),
    }),
    values.length === 0
      ? t('chart.unknown')
      : highest === lowest
        ? t('chart.flat', { max: formatValue(locale, stat, lowest) })
        : t('chart.summary', {
            max: formatValue(locale, stat, highest),
            maxDay: formatDay(locale, series.find(({ value }) => value === highest)?.start ?? period.to),
            min: formatValue(locale, stat, lowest),
          }),
    gaps > 0 && values.length > 0 && t('chart.gaps', { count: gaps }),
  ]
    .filter(Boolean)
    .join(' ')
}
