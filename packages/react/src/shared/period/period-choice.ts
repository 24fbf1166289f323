import {
  addDays,
  type Bucket,
  countDays,
  type Day,
  getQuarter,
  lastDays,
  minDay,
  type Period,
} from '@windmill/claude-core'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'

/** A review period with the host's name for it, such as `Q3`. Dates are `YYYY-MM-DD`, both inclusive. */
export interface ReviewPeriod extends PeriodInput {
  readonly label: string
}

/** In the order in which they are offered. */
export const presets = ['7', '30', '90', 'quarter', 'lastQuarter', 'review'] as const

export type Preset = (typeof presets)[number]

/** A preset moves on with the newest day; two dates stay. */
export type PeriodChoice = Preset | Period

/** The period of a choice. Presets end on `end`, the newest day that was read. */
export const resolvePeriod = (choice: PeriodChoice, end: Day, review: Period | null): Period => {
  if (typeof choice === 'object') return choice
  const quarter = getQuarter(end)
  switch (choice) {
    case 'quarter':
      return { from: quarter.from, to: minDay(quarter.to, end) }
    case 'lastQuarter':
      return getQuarter(addDays(quarter.from, -1))
    case 'review':
      return review ? { from: review.from, to: review.to } : lastDays(30, end)
    default:
      return lastDays(Number(choice), end)
  }
}

/** Buckets as fine as a trend can show. */
export const chooseBucket = (period: Period): Bucket => {
  const days = countDays(period)
  if (days <= 31) return 'day'
  return days <= 120 ? 'week' : 'month'
}
