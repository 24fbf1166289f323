import { formatNumber, minPercentBase } from '@windmill/claude-core/internal'

/** A share of people in percent. Null if a count is unknown, or if the group is too small for a percentage to mean much. */
export const formatShare = (locale: string, part: number | null, whole: number | null): string | null =>
  part === null || whole === null || whole < minPercentBase
    ? null
    : formatNumber(locale, part / whole, { style: 'percent' })
