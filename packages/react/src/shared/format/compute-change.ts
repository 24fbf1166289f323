import type { StatDefinition } from '@windmill/claude-core'

/** With fewer than this before, a percentage says more about chance than about change. */
export const minPercentBase = 10

export type Change =
  /** Nothing to compare with. */
  | { readonly kind: 'unknown' }
  /** The same, or the same once rounded. */
  | { readonly kind: 'same'; readonly exact: boolean }
  | { readonly kind: 'new' }
  /** `amount` is above zero: percent of the former value, points of a rate, or the difference itself. */
  | { readonly kind: 'percent' | 'points' | 'count'; readonly direction: 'up' | 'down'; readonly amount: number }

/**
 * How a value differs from the one before, in the unit that fits: points for a rate, the difference itself where there
 * was little before, otherwise percent. Points are taken from the percentages as they are shown, so that they add up.
 */
export const computeChange = (stat: Pick<StatDefinition, 'kind'>, value: number | null, previous: number | null): Change => {
  if (value === null || previous === null) return { kind: 'unknown' }
  if (value === previous) return { kind: 'same', exact: true }
  const direction = value > previous ? 'up' : 'down'
  const step = (kind: 'percent' | 'points' | 'count', amount: number): Change =>
    amount === 0 ? { kind: 'same', exact: false } : { kind, direction, amount }

  if (stat.kind === 'ratio') return step('points', Math.abs(Math.round(value * 100) - Math.round(previous * 100)))
  if (previous === 0) return { kind: 'new' }
  if (previous < minPercentBase) return step('count', Math.abs(value - previous))
  return step('percent', Math.round((Math.abs(value - previous) / previous) * 100))
}
