import { formatNumber, minPercentBase } from '@windmill/claude-core/internal'

/**
 * Formats a count of people as a percentage of their group. Returns null if either number is unknown, or if the group
 * has fewer than `minPercentBase` people: such a percentage means little.
 */
export const formatShare = (locale: string, count: number | null, groupSize: number | null): string | null =>
  count === null || groupSize === null || groupSize < minPercentBase
    ? null
    : formatNumber(locale, count / groupSize, { style: 'percent' })
