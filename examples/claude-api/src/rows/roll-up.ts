type Json = string | number | null | { readonly [key: string]: Json }

/** Whether a distinct count cannot overlap between days, so its days add up exactly. */
const isExact = (path: string): boolean =>
  /_created_count$/.test(path) || path === 'claude_code_metrics.core_metrics.distinct_session_count'

const isDistinct = (path: string): boolean => /(^|\.)(distinct_|sessions_with)[^.]*$/.test(path)

/** How to combine distinct counts that may overlap: estimate them, or return null. */
export type DistinctCounts = 'estimated' | 'unknown'

/**
 * Combines `/users` rows of the same shape into one. Counts are added. Overlapping distinct counts are estimated for
 * one member's days and null for several members. Strings come from the last row.
 */
export const rollUp = <Row extends object>(rows: readonly [Row, ...Row[]], distinct: DistinctCounts): Row =>
  combine(rows as unknown as readonly [Json, ...Json[]], '', distinct) as unknown as Row

const combine = (values: readonly [Json, ...Json[]], path: string, distinct: DistinctCounts): Json => {
  const sample = values.find((value) => value !== null)
  if (sample === undefined) return null
  if (typeof sample === 'number') {
    const counts = values.filter((value) => typeof value === 'number')
    const sum = counts.reduce((total, count) => total + count, 0)
    if (!isDistinct(path) || isExact(path)) return sum
    // Days overlap: assume that four fifths of the sum are distinct, and at least the maximum of any day.
    return distinct === 'unknown' ? null : Math.max(Math.round(0.8 * sum), ...counts)
  }
  if (typeof sample === 'string') return values.findLast((value) => value !== null) ?? null
  const blocks = values.filter((value) => typeof value === 'object' && value !== null)
  return Object.fromEntries(
    Object.keys(sample).map((key) => {
      const [first, ...others] = blocks.map((block) => block[key] ?? null)
      return [key, combine([first ?? null, ...others], path === '' ? key : `${path}.${key}`, distinct)]
    }),
  )
}
