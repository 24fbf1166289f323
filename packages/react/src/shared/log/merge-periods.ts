import { addDays, maxDay, type Period } from '@windmill/claude-core'

/** Merges periods that overlap or are adjacent, such as two months in a row. Returns them oldest first. */
export const mergePeriods = (periods: readonly Period[]): readonly Period[] => {
  const merged: Period[] = []
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1)
    if (last && period.from <= addDays(last.to, 1)) {
      merged[merged.length - 1] = { from: last.from, to: maxDay(last.to, period.to) }
    } else merged.push(period)
  }
  return merged
}
