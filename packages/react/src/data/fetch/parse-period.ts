import { type Day, type Period, parseDay } from '@windmill/claude-core'
import { type ClaudeProblem, createClientProblem, toClaudeProblem } from './claude-problem.ts'

/** A period as the host passes it. It is not validated yet. The server accepts at most 366 days. */
export interface PeriodInput {
  /** The first day, `YYYY-MM-DD`. */
  readonly from: string
  /** The last day, inclusive, `YYYY-MM-DD`. */
  readonly to: string
}

/**
 * Validates a date from the host.
 * @throws `ClaudeProblem` with `date_invalid`.
 */
const parseDate = (date: string): Day => {
  try {
    return parseDay(date)
  } catch (error) {
    throw createClientProblem('date_invalid', 0, error)
  }
}

/**
 * Validates a period from the host.
 * @throws `ClaudeProblem` with `date_invalid`.
 */
export const parsePeriod = ({ from, to }: PeriodInput): Period => {
  const period = { from: parseDate(from), to: parseDate(to) }
  if (period.from <= period.to) return period
  throw createClientProblem('date_invalid', 0, new RangeError(`The period ends on ${to}, before it begins on ${from}.`))
}

/** Validates a date from the host. Returns the date, which can be null, or the problem. The other field is null. */
export const checkDate = (
  date: string | null,
): { readonly date: Day | null; readonly problem: ClaudeProblem | null } => {
  try {
    return { date: date === null ? null : parseDate(date), problem: null }
  } catch (error) {
    return { date: null, problem: toClaudeProblem(error) }
  }
}

/**
 * Validates an optional period from the host. Returns the period, with all other fields of `input`, or the problem. If
 * `input` is undefined, returns neither.
 */
export const checkPeriod = <Input extends PeriodInput>(
  input: Input | undefined,
): { readonly period: (Input & Period) | undefined; readonly problem: ClaudeProblem | null } => {
  try {
    return { period: input && { ...input, ...parsePeriod(input) }, problem: null }
  } catch (error) {
    return { period: undefined, problem: toClaudeProblem(error) }
  }
}
