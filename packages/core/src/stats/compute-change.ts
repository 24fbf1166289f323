import type { StatDefinition } from './catalog.ts'

/** Minimum previous value for a change in percent. Below it, a percentage reflects chance more than change. */
export const minPercentBase = 10

export type Change =
  /** At least one of the two values is unknown. */
  | { readonly kind: 'unknown' }
  /** Equal values, or (`exact: false`) values that differ by less than the rounding. */
  | { readonly kind: 'same'; readonly exact: boolean }
  /** The previous value is zero. */
  | { readonly kind: 'new' }
  /** `amount` is above zero: percent of the previous value, percentage points of a rate, or the difference. */
  | { readonly kind: 'percent' | 'points' | 'count'; readonly direction: 'up' | 'down'; readonly amount: number }

/**
 * Computes the change from the previous value: in percentage points for a rate, as the difference for a small previous
 * value, otherwise in percent. Points are the difference of the rounded percentages, so that they match what is shown.
 */
export const computeChange = (
  stat: Pick<StatDefinition, 'kind'>,
  value: number | null,
  previous: number | null,
): Change => {
  if (value === null || previous === null) return { kind: 'unknown' }
  if (value === previous) return { kind: 'same', exact: true }
  const direction = value > previous ? 'up' : 'down'
  const toChange = (kind: 'percent' | 'points' | 'count', amount: number): Change =>
    amount === 0 ? { kind: 'same', exact: false } : { kind, direction, amount }

  if (stat.kind === 'ratio') return toChange('points', Math.abs(Math.round(value * 100) - Math.round(previous * 100)))
  if (previous === 0) return { kind: 'new' }
  if (previous < minPercentBase) return toChange('count', Math.abs(value - previous))
  return toChange('percent', Math.round((Math.abs(value - previous) / previous) * 100))
}
