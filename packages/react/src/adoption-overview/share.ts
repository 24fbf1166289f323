import { smallBase } from '../format/change.ts'
import { formatNumber } from '../format/formatters.ts'

/** A part of people in percent; null where it is not known, or of so few that a percentage would say more than there is. */
export const formatShare = (locale: string, part: number | null, whole: number | null): string | null =>
  part === null || whole === null || whole < smallBase ? null : formatNumber(locale, part / whole, { style: 'percent' })
