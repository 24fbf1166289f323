import { addDays, type Day, daysBetween, type Period, quarterOf } from '@windmill/claude-core'

/** The review that is being written now, and the period it is about. */
export interface Review extends Period {
  readonly label: string
  readonly dueOn: Day
}

/** The review of the last whole quarter, due two months after its end. */
export const reviewAt = (today: Day): Review => {
  const { from, to } = quarterOf(addDays(quarterOf(today).from, -1))
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
  return { label: `Q${quarter} ${from.slice(0, 4)}`, from, to, dueOn: addDays(to, 61) }
}

export interface OneOnOne {
  readonly lastOn: Day
  readonly nextOn: Day
}

const aThursday: Day = '2026-01-08'

/** 1:1s are every other Thursday; the last one was at least a week ago, so that there is something to talk about. */
export const oneOnOneAt = (today: Day): OneOnOne => {
  const sinceMeeting = (((daysBetween(aThursday, today) - 7) % 14) + 14) % 14
  const lastOn = addDays(today, -7 - sinceMeeting)
  return { lastOn, nextOn: addDays(lastOn, 14) }
}
