import type { CounterSums, Reading } from './aggregate.ts'
import { coverageOf, type ReadDay } from './coverage.ts'
import type { Day } from './day.ts'
import type { GroupCoverage } from './group-responses.ts'
import { daysOf, type Period, previousPeriod } from './period.ts'

/** What the sums of some claude users over a span rest on. `days`: those that were read, in the span or not. */
export const readingOf = (sums: CounterSums, span: Period, days: readonly ReadDay[], claudeUsers: number): Reading => {
  const inside = days.filter(({ day }) => day >= span.from && day <= span.to)
  return {
    sums,
    usageDays: inside.length * claudeUsers,
    lowerBound: {
      skills: inside.some(({ skills }) => skills !== 'report'),
      connectors: inside.some(({ connectors }) => connectors !== 'report'),
    },
  }
}

/** What figures over a period and the one before rest on. `days`: those that were read, of both. */
export const groupCoverage = (period: Period, days: readonly ReadDay[], latestDay: Day | null): GroupCoverage => {
  const read = new Set(days.map(({ day }) => day))
  return {
    ...coverageOf(period, days, latestDay),
    previousMissing: daysOf(previousPeriod(period)).filter((day) => !read.has(day)),
    latestDay,
  }
}
