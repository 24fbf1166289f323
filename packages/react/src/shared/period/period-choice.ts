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

/** In display order. */
export const presets = ['7', '30', '90', 'quarter', 'lastQuarter', 'review'] as const

export type Preset = (typeof presets)[number]

/** A preset, which moves on with the newest day, or fixed dates. */
export type PeriodChoice = Preset | Period

/** Resolves a choice to a period. Presets other than quarters and reviews end on `end`, the newest read day. */
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

/** Chooses the finest buckets that a trend of the period can show. */
export const chooseBucket = (period: Period): Bucket => {
  const days = countDays(period)
  if (days <= 31) return 'day'
  return days <= 120 ? 'week' : 'month'
}
