import { formatNumber } from '@windmill/claude-core/internal'

/** Rounds an average number of people for display: to one decimal below 10, and otherwise to a whole number. */
export const roundAverage = (average: number): number =>
  average < 10 ? Math.round(average * 10) / 10 : Math.round(average)

/** Formats an average number of people. A dash if it is unknown. */
export const formatAverage = (locale: string, average: number | null): string =>
  average === null ? '–' : formatNumber(locale, roundAverage(average), { maximumFractionDigits: 1 })

/**
 * Rounds the average size of a group, which changes when people start or leave. A small group counts everyone who was
 * in it at some time, because "4.5 of 5.6 people" is hard to read.
 */
export const roundGroupSize = (average: number): number => (average < 10 ? Math.ceil(average) : Math.round(average))
