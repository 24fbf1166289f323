type Json = string | number | null | { readonly [key: string]: Json }

/**
 * Returns whether a distinct count never counts the same thing on two days or for two members. Such counts are added
 * like other counts.
 */
const isExact = (path: string): boolean =>
  /_created_count$/.test(path) || path === 'claude_code_metrics.core_metrics.distinct_session_count'

/** Returns whether a count is named like a distinct count. */
const isDistinct = (path: string): boolean => /(^|\.)(distinct_|sessions_with)[^.]*$/.test(path)

/** How to combine distinct counts that may overlap: `estimated` estimates their total, `unknown` gives null. */
export type DistinctCounts = 'estimated' | 'unknown'

/**
 * Combines `/users` rows of the same shape into one row. Adds counts, except the distinct counts that may overlap: they
 * are estimated or null, depending on `distinctCounts`. Takes a string from the last row in which it is not null.
 */
export const rollUp = <Row extends object>(rows: readonly [Row, ...Row[]], distinctCounts: DistinctCounts): Row =>
  combine(rows as unknown as readonly [Json, ...Json[]], '', distinctCounts) as unknown as Row

const combine = (values: readonly [Json, ...Json[]], path: string, distinctCounts: DistinctCounts): Json => {
  const sample = values.find((value) => value !== null)
  if (sample === undefined) return null
  if (typeof sample === 'number') {
    const counts = values.filter((value) => typeof value === 'number')
    const sum = counts.reduce((total, count) => total + count, 0)
    if (!isDistinct(path) || isExact(path)) return sum
    // Estimate: four fifths of the sum are distinct, and at least as many as in the largest row.
    return distinctCounts === 'unknown' ? null : Math.max(Math.round(0.8 * sum), ...counts)
  }
  if (typeof sample === 'string') return values.findLast((value) => value !== null) ?? null
  const blocks = values.filter((value) => typeof value === 'object' && value !== null)
  return Object.fromEntries(
    Object.keys(sample).map((key) => {
      const [first, ...others] = blocks.map((block) => block[key] ?? null)
      return [key, combine([first ?? null, ...others], path === '' ? key : `${path}.${key}`, distinctCounts)]
    }),
  )
}
