import type { EmployeeId, Period, Viewer } from '@windmill/claude-core'
import type { PeriodFacts } from '../storage/adapter.ts'
import { type AuthorizedViewer, decide } from './authorize.ts'
import type { Context } from './context.ts'
import { findSettledDays, type SettledDays } from './find-settled-days.ts'

/** A viewer who may read figures of a period, and what is stored about the period. */
interface AuthorizedRead extends SettledDays {
  readonly reader: AuthorizedViewer
  readonly facts: PeriodFacts
}

/**
 * Authorizes a viewer to read figures of a period.
 * @param subject - The employee that the figures are about.
 * @throws `ProblemError`, as `decide` does.
 */
export const authorizeFigures = async (
  context: Context,
  viewer: Viewer,
  operation: 'employeeStats' | 'teamStats',
  period: Period,
  subject?: EmployeeId,
): Promise<AuthorizedRead> => {
  const { reader, period: facts } = await decide(context, viewer, operation, { subject, period })
  if (!facts) throw new TypeError('A decision about a period comes with its facts.')
  return { reader, facts, ...findSettledDays(period, facts) }
}
