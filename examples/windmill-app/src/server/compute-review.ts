import { addDays, type Day, getQuarter, type Period } from '@windmill/claude-server'

/** A performance review and the period that it covers. */
export interface Review extends Period {
  readonly label: string
  readonly dueOn: Day
}

/** Days from the end of the reviewed quarter to the day the review is due. */
const daysUntilDue = 61

/** Returns the review of the last complete quarter, or of the last quarter of someone who has left before it. */
export const computeReview = (today: Day, archivedOn: Day | null = null): Review => {
  const lastQuarterEnd = addDays(getQuarter(today).from, -1)
  const { from, to } = getQuarter(archivedOn !== null && archivedOn < lastQuarterEnd ? archivedOn : lastQuarterEnd)
  const quarterNumber = Math.ceil(Number(from.slice(5, 7)) / 3)
  return { label: `Q${quarterNumber} ${from.slice(0, 4)}`, from, to, dueOn: addDays(to, daysUntilDue) }
}
