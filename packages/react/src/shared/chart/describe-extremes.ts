import type { Bucket, ComparisonInput, StatDefinition } from '@windmill/claude-core'
import { formatValue, splitIntoBuckets } from '@windmill/claude-core/internal'
import type { ChartText } from '../../texts/en/chart.ts'
import { formatPeriod } from '../format/format-period.ts'
import type { Language } from '../format/use-texts.ts'

/**
 * Describes the highest value of a series, with the first bucket that has it, and the lowest value. If all known values
 * are equal, names that value once.
 */
export const describeExtremes = (
  { t, locale }: Language<ChartText>,
  stat: Pick<StatDefinition, 'kind'>,
  values: readonly (number | null)[],
  { period, bucket }: Pick<ComparisonInput, 'period'> & { readonly bucket: Bucket },
): string => {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return t('chart.unknown')
  const [lowest, highest] = [Math.min(...known), Math.max(...known)]
  const [min, max] = [formatValue(locale, stat, lowest), formatValue(locale, stat, highest)]
  if (highest === lowest) return t('chart.flat', { max })
  const when = splitIntoBuckets(period, bucket)[values.indexOf(highest)]
  return t('chart.summary', { max, min, when: when ? formatPeriod(locale, when, period.to) : '' })
}
