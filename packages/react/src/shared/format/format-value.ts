import type { StatDefinition } from '@windmill/claude-core'
import { formatNumber } from './formatters.ts'

/** A stat's value: a whole number, or a fraction as "88%". Null, which is not zero, is a dash. */
export const formatValue = (locale: string, stat: Pick<StatDefinition, 'kind'>, value: number | null): string => {
  if (value === null) return '–'
  return stat.kind === 'ratio' ? formatNumber(locale, value, { style: 'percent' }) : formatNumber(locale, value)
}
