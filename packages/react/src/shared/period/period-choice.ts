import { addDays, type ConnectionResponse, type Day, getQuarter, lastDays, type Period } from '@windmill/claude-core'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'

/** A review period with the host's name for it, such as `Q3`. Dates are `YYYY-MM-DD`, both inclusive. */
export interface ReviewPeriod extends PeriodInput {
  readonly label: string
}

/** The presets of the period picker, in display order. */
export const presets = ['7', '30', '90', 'quarter', 'lastQuarter', 'review'] as const

/**
 * `7`, `30` and `90` are days. `quarter` and `lastQuarter` are calendar quarters. `review` is the host's review period.
 */
export type Preset = (typeof presets)[number]

/** The preset of a widget with no other default. */
export const defaultPreset: Preset = '30'

/** A preset, or a period of fixed dates. A preset can resolve to later dates after a newer day is read. */
export type PeriodChoice = Preset | Period

/** Returns the last day of a preset: the newest read day, or yesterday while the newest read day is unknown. */
export const getPresetEnd = (connection: ConnectionResponse | undefined, today: Day): Day =>
  connection?.coverage?.through ?? addDays(today, -1)

/**
 * Resolves a choice to a period.
 *
 * @param presetEnd The last day of the presets `7`, `30`, `90` and `quarter`. `lastQuarter` is the quarter before the
 * quarter of this day.
 * @param review The host's review period. Without one, `review` resolves to 30 days.
 */
export const resolvePeriod = (choice: PeriodChoice, presetEnd: Day, review: Period | null): Period => {
  if (typeof choice === 'object') return choice
  const quarter = getQuarter(presetEnd)
  switch (choice) {
    case 'quarter':
      return { from: quarter.from, to: presetEnd }
    case 'lastQuarter':
      return getQuarter(addDays(quarter.from, -1))
    case 'review':
      return review ? { from: review.from, to: review.to } : lastDays(30, presetEnd)
    default:
      return lastDays(Number(choice), presetEnd)
  }
}
