import type { LogEntry } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import { formatActor } from '../../shared/log/format-actor.ts'
import type { LogLine } from '../../shared/log/log-days.tsx'
import { splitReadPeriods } from '../../shared/log/split-read-periods.ts'
import type { enAccessLog } from '../../texts/en/access-log.ts'
import type { enLog } from '../../texts/en/log.ts'

/**
 * Describes a log entry about an employee.
 * @param employee The employee. Without a name, the text addresses the employee as "you".
 */
export const describeEntry = (
  t: Translate<keyof typeof enAccessLog | keyof typeof enLog>,
  entry: LogEntry,
  employee: { readonly id: string; readonly name: string | undefined },
): LogLine => {
  const { event } = entry
  const values = { name: formatActor(t, entry, t('access.rules')), employee: employee.name ?? '' }
  const textId =
    employee.name === undefined
      ? getTextIdForSelf(event, employee.id)
      : (`${getTextIdForOthers(event, employee.id)}Of` as const)
  return { text: t(textId, values), ...splitReadPeriods(event) }
}

/** Returns the key of the text that addresses the employee. */
const getTextIdForSelf = (event: LogEntry['event'], employeeId: string) => {
  if (event.kind === 'participation_changed' && event.to) return `access.${event.to}` as const
  return getSharedTextId(event, employeeId)
}

/** Returns the key of the text that names the employee, without the ending `Of`. */
const getTextIdForOthers = (event: LogEntry['event'], employeeId: string) =>
  event.kind === 'participation_changed' ? 'access.participation' : getSharedTextId(event, employeeId)

const getSharedTextId = (event: LogEntry['event'], employeeId: string) => {
  if (event.kind === 'read') return `access.${event.purpose}` as const
  if (event.kind === 'employee_exported') return 'access.exported'
  if (event.kind !== 'link_changed') return 'access.changed'
  return event.to.employee?.id === employeeId ? 'access.linked' : 'access.unlinked'
}
