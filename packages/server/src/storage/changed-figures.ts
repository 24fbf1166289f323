import type { CounterSums, Day, EmployeeId, ReadDay } from '@windmill/claude-core'

/** How much of an account's changes somebody has read. */
export interface ChangePosition {
  /** The number of the last change that was read. */
  readonly number: number
  /** The number of the last change of membership that was read. Membership means who has figures. */
  readonly membershipNumber: number
}

/** What changed after a position. Only employees with the participation `included` have figures here. */
export interface ChangedFigures {
  /** The days on which figures of anybody changed, in order. Days that are not kept are left out. */
  readonly days: readonly Day[]
  /** The employees with changed figures on any day. Employees who have no figures now are left out. */
  readonly employees: readonly EmployeeId[]
  /** All employees with figures. Null if these are the same employees as before, or if more changes follow. */
  readonly everyone: readonly EmployeeId[] | null
  /** The account's first kept day. Null if everything is kept. */
  readonly keptFrom: Day | null
  readonly position: ChangePosition
  /** Whether more changes follow. */
  readonly hasMore: boolean
}

/** A part of the figures of an account: some days of some employees. */
export interface FiguresQuery {
  /** Only these days. `@default` all days */
  readonly days?: readonly Day[] | undefined
  /** Only these employees. `@default` everyone with figures */
  readonly employees?: readonly EmployeeId[] | undefined
  /** Only employees after this one, by id. Null for the beginning. */
  readonly after: EmployeeId | null
  /** Maximum number of employees. */
  readonly limit: number
}

/** The figures of an employee, and what decides about days without rows. */
export interface EmployeeFigures {
  readonly id: EmployeeId
  readonly startedOn: Day | null
  readonly archivedOn: Day | null
  /** Number of Claude users linked to the employee, without those that are not kept at all. */
  readonly claudeUsers: number
  /** The first kept days of these Claude users. A Claude user without a first kept day of its own is left out. */
  readonly userKeptFrom: readonly Day[]
  /** The sums of each day with rows. */
  readonly sums: ReadonlyMap<Day, CounterSums>
}

/** A page of figures, from one snapshot. */
export interface FiguresPage {
  /** In the order of their ids. */
  readonly employees: readonly EmployeeFigures[]
  /** The requested days that were read, oldest first. */
  readonly days: readonly ReadDay[]
}
