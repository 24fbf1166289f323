import { addDays, type Day, daysBetween, getQuarter, type Period } from '@windmill/claude-core'

/** The review that is being written now, with the period that it covers. */
export interface Review extends Period {
  readonly label: string
  readonly dueOn: Day
}

/** Returns the review of the last complete quarter, due two months after the quarter ends. */
export const computeReview = (today: Day): Review => {
  const { from, to } = getQuarter(addDays(getQuarter(today).from, -1))
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
  return { label: `Q${quarter} ${from.slice(0, 4)}`, from, to, dueOn: addDays(to, 61) }
}

export interface OneOnOne {
  readonly lastOn: Day
  readonly nextOn: Day
}

const referenceThursday: Day = '2026-01-08'

/**
 * Returns the last and the next 1:1. They are held every other Thursday. The last one is at least a week ago, so that
 * there is something to talk about.
 */
export const computeOneOnOne = (today: Day): OneOnOne => {
  const daysIntoCycle = (((daysBetween(referenceThursday, today) - 7) % 14) + 14) % 14
  const lastOn = addDays(today, -7 - daysIntoCycle)
  return { lastOn, nextOn: addDays(lastOn, 14) }
}
