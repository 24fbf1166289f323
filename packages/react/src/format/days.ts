import { addDays, type Day, type Period } from '@windmill/claude-core'
import { formatDay, formatList } from './formatters.ts'

/** "22 Oct – 20 Nov"; with years where `today` is in another year, and one day as itself. */
export const formatPeriod = (locale: string, { from, to }: Period, today: Day): string => {
  const year = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4)
  const last = formatDay(locale, to, year)
  if (from === to) return last
  // Put together here: `formatRange` differs between JavaScript engines in its spaces, which would break hydration.
  return `${formatDay(locale, from, from.slice(0, 4) !== to.slice(0, 4))} – ${last}`
}

/** Days, in order, joined where they follow each other. */
export const joinDays = (days: readonly Day[]): Period[] => {
  const runs: Period[] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && addDays(last.to, 1) === day) runs[runs.length - 1] = { from: last.from, to: day }
    else runs.push({ from: day, to: day })
  }
  return runs
}

/** Days in words: "3 Nov and 5 Nov – 9 Nov". */
export const formatDays = (locale: string, days: readonly Day[], today: Day): string =>
  formatList(
    locale,
    joinDays(days).map((run) => formatPeriod(locale, run, today)),
  )
