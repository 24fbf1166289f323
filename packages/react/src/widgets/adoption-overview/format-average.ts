import { formatNumber } from '@windmill/claude-core/internal'

/** Formats an average number of people: with one decimal below 10, unless it is whole. A dash if it is unknown. */
export const formatAverage = (locale: string, average: number | null): string =>
  average === null ? '–' : formatNumber(locale, average, { maximumFractionDigits: average < 10 ? 1 : 0 })
