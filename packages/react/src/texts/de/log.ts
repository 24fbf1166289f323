import type { TextsOf } from '@windmill/claude-core/observations'
import type { enLog } from '../en/log.ts'

/** German texts of a list of log entries by day, which `AccessLog` and `AuditLog` show. */
export const deLog: TextsOf<typeof enLog> = {
  'log.actingFor': '{name}, in Vertretung von {manager},',
  'log.period': 'für {period}',
  'log.compared': 'für {period}, verglichen mit {compared}',
  'log.times': '{count}-mal, zuletzt um {time}',
  'log.older': 'Ältere anzeigen',
  'log.names': 'Alle {count} Namen',
}
