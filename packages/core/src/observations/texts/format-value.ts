import type { StatDefinition } from '../../stats/catalog.ts'
import { formatNumber } from './formatters.ts'

/** Formats a stat's value: a count as a whole number, a rate as "88%", null as a dash. */
export const formatValue = (locale: string, stat: Pick<StatDefinition, 'kind'>, value: number | null): string => {
  if (value === null) return '–'
  return stat.kind === 'ratio' ? formatNumber(locale, value, { style: 'percent' }) : formatNumber(locale, value)
}
