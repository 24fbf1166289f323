import type { StatDefinition } from '../../stats/catalog.ts'
import { formatNumber } from './formatters.ts'

/** Formats the value of a stat for a locale: a count like "15,417", a rate like "88%", and null as a dash. */
export const formatValue = (locale: string, stat: Pick<StatDefinition, 'kind'>, value: number | null): string => {
  if (value === null) return '–'
  return stat.kind === 'ratio' ? formatNumber(locale, value, { style: 'percent' }) : formatNumber(locale, value)
}
