import type { LogEntry, Period } from '@windmill/claude-core'
import type { Translate } from '@windmill/claude-core/observations'
import type { enAccessLog } from '../../texts/en/access-log.ts'

/**
 * Describes an entry of the log about an employee.
 * @param employee The employee. Without a name, the text addresses them.
 */
export const describeEntry = (
  t: Translate<keyof typeof enAccessLog>,
  { actor, actingFor, event }: LogEntry,
  employee: { readonly id: string; readonly name: string | undefined },
): { readonly text: string; readonly period: Period | undefined } => {
  const name = actor?.name ?? t('access.rules')
  const values = {
    name: actingFor ? t('access.actingFor', { name, manager: actingFor.name }) : name,
    employee: employee.name ?? '',
  }
  const text = t(
    employee.name === undefined ? getTextId(event, employee.id) : `${getTextId(event, employee.id)}Of`,
    values,
  )
  return { text, period: event.kind === 'read' ? event.periods[0] : undefined }
}

const getTextId = (event: LogEntry['event'], employeeId: string) => {
  if (event.kind === 'read') return `access.${event.purpose}` as const
  if (event.kind === 'employee_exported') return 'access.exported'
  if (event.kind !== 'link_changed') return 'access.changed'
  return event.to.employee?.id === employeeId ? 'access.linked' : 'access.unlinked'
}
