import { addDays, type Day, type Period } from '@windmill/claude-core'
import { formatPeriod } from './format-period.ts'
import { formatList } from './formatters.ts'

/** Joins consecutive days into periods. The days must be in order. */
export const joinDays = (days: readonly Day[]): Period[] => {
  const runs: Period[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && addDays(last.to, 1) === day) runs[runs.length - 1] = { from: last.from, to: day }
    else runs.push({ from: day, to: day })
  }
  return runs
}

/** Formats days in words: "3 Nov and 5 Nov – 9 Nov". The days must be in order. */
export const formatDays = (locale: string, days: readonly Day[], today: Day): string =>
  formatList(
    locale,
    joinDays(days).map((run) => formatPeriod(locale, run, today)),
  )
