import type { TextsOf } from '@windmill/claude-core/observations'
import type { enFindings } from '../en/findings.ts'

/** German texts of the people with figures that differ from Claude's totals, in `SyncStatus`. */
export const deFindings: TextsOf<typeof enFindings> = {
  'findings.title': 'Abweichungen von Claudes Summen',
  'findings.text': 'Dieser Zugriff wird bei jeder Person protokolliert. Die Zahlen hier ändern sich nicht.',
  'findings.loading': 'Die Abweichungen werden geladen',
  'findings.person': 'Person',
  'findings.month': 'Monat',
  'findings.figure': 'Zahl',
  'findings.here': 'Hier',
  'findings.claude': 'Claude',
  'findings.noTotal': 'keine',
  'findings.unlinked': 'Claude-Konto ohne Zuordnung ({id})',
  'findings.none': 'Keine Zahl weicht mehr ab.',
  'findings.more': { one: 'Eine weitere steht nicht hier.', other: '{count} weitere stehen nicht hier.' },
}
