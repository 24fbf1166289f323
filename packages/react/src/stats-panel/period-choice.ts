import { addDays, type Bucket, type Day, minDay, lastDays, countDays, type Period, getQuarter } from '@windmill/claude-core'

/** A period with a name of the host's: that of a review. */
export interface ReviewPeriod extends Period {
  readonly label: string
}

/** In the order in which they are offered. */
export const presets = ['7', '30', '90', 'quarter', 'lastQuarter', 'review'] as const

export type Preset = (typeof presets)[number]

/** A preset moves on with the newest day; two dates stay. */
export type PeriodChoice = Preset | Period

/** The period of a choice. Presets end on `end`, the newest day that was read. */
export const periodOf = (choice: PeriodChoice, end: Day, review: ReviewPeriod | null): Period => {
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
export const bucketFor = (period: Period): Bucket => {
  const days = countDays(period)
  if (days <= 31) return 'day'
  return days <= 120 ? 'week' : 'month'
}
