import { type Day, type Period, parseDay } from '@windmill/claude-core'
import { asProblem, type ClaudeProblem, clientProblem } from './claude-problem.ts'

/** A first and a last day, both inclusive, `YYYY-MM-DD`, as a host writes them. */
export interface PeriodInput {
  readonly from: string
  readonly to: string
}

/** Validates a date from the host. Throws a `ClaudeProblem` with the code `date_invalid`. */
export const parseDate = (date: string): Day => {
  try {
    return parseDay(date)
  } catch (error) {
    throw clientProblem('date_invalid', 0, error)
  }
}

/** Validates a period from the host. Throws a `ClaudeProblem` with the code `date_invalid`. */
export const parsePeriod = ({ from, to }: PeriodInput): Period => {
  const period = { from: parseDate(from), to: parseDate(to) }
  if (period.from <= period.to) return period
  throw clientProblem('date_invalid', 0, new RangeError(`The period ends on ${to}, before it begins on ${from}.`))
}

/** A date from the host: valid, or the reason why it cannot be used. */
export const checkDate = (date: string): { readonly date: Day | null; readonly problem: ClaudeProblem | null } => {
  try {
    return { date: parseDate(date), problem: null }
  } catch (error) {
    return { date: null, problem: asProblem(error) }
  }
}

/** A period from the host: valid, absent, or the reason why it cannot be used. */
export const checkPeriod = <Input extends PeriodInput>(
  input: Input | undefined,
): { readonly period: (Input & Period) | undefined; readonly problem: ClaudeProblem | null } => {
  try {
    return { period: input && { ...input, ...parsePeriod(input) }, problem: null }
  } catch (error) {
    return { period: undefined, problem: asProblem(error) }
  }
}
