import { type EmployeeId, listManagers } from '@windmill/claude-core'
import type { EpochMilliseconds } from './adapter.ts'

/** A time span. It includes `from` but not `until`. */
export interface Span {
  /** `-Infinity` for a span without a beginning. */
  readonly from: EpochMilliseconds
  /** `Infinity` for a span that goes on. */
  readonly until: EpochMilliseconds
}

/**
 * A time span in which an employee was in the directory, and neither their manager nor `isInGroups` changed.
 */
export interface ReportingLine extends Span {
  readonly employeeId: EmployeeId
  readonly managerId: EmployeeId | null
  /** Whether the employee's participation lets them be in groups. */
  readonly isInGroups: boolean
}

/**
 * The time spans in which an employee was in groups at all, and in the group of everyone below each manager. The time
 * in which their participation left them out of groups is excluded.
 */
export interface ManagerSpans {
  readonly inGroups: readonly Span[]
  readonly managers: readonly (Span & { readonly managerId: EmployeeId })[]
}

/**
 * Finds who was above an employee and when, as core's `listManagers` decides at each time. Leaves out the time in which
 * the employee was in no group.
 * @param lines - The lines of the employee and of everyone who was ever above the employee, in any order. Other lines
 * do no harm.
 */
export const findManagerSpans = (employeeId: EmployeeId, lines: readonly ReportingLine[]): ManagerSpans => {
  const times = [...new Set(lines.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b)
  const inGroups: Span[] = []
  const managers = new Map<EmployeeId, Span[]>()
  for (const [index, from] of times.slice(0, -1).entries()) {
    const until = times[index + 1] ?? from
    const inEffect = lines.filter((line) => line.from <= from && until <= line.until)
    const directory = new Map(inEffect.map((line) => [line.employeeId, line]))
    if (!directory.get(employeeId)?.isInGroups) continue
    appendSpan(inGroups, { from, until })
    for (const managerId of listManagers(employeeId, directory)) {
      const spans = managers.get(managerId) ?? []
      managers.set(managerId, spans)
      appendSpan(spans, { from, until })
    }
  }
  return {
    inGroups,
    managers: [...managers].flatMap(([managerId, spans]) => spans.map((span) => ({ ...span, managerId }))),
  }
}

/** Appends a span. If the span begins where the last one ends, extends the last one. */
const appendSpan = (spans: Span[], { from, until }: Span): void => {
  const last = spans.at(-1)
  if (last?.until === from) spans[spans.length - 1] = { from: last.from, until }
  else spans.push({ from, until })
}
