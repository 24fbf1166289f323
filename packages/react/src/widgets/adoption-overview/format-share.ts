import { formatNumber } from '@windmill/claude-core/internal'

/**
 * Minimum people in a group for a share in percent. In a smaller group, one person moves the share by more than 10
 * points.
 */
export const minShareGroup = 10

/**
 * Formats a count of people as a percentage of their group. Returns null if either number is unknown, or if the group
 * has fewer than `minShareGroup` people, because a percentage of so few people means little.
 */
export const formatShare = (locale: string, count: number | null, groupSize: number | null): string | null =>
  count === null || groupSize === null || groupSize < minShareGroup
    ? null
    : formatNumber(locale, count / groupSize, { style: 'percent' })
