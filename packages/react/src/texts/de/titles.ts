import type { TextsOf } from '@windmill/claude-core/observations'
import type { enTitles } from '../en/titles.ts'

/**
 * German titles and loading messages of `AcceptInvitation`, `AccessLog`, `AuditLog`, `ClaudeUserMapping`,
 * `PublishedTotals` and `SyncStatus`. Their other texts load on demand.
 */
export const deTitles: TextsOf<typeof enTitles> = {
  'accept.title': 'Claude verbinden',
  'accept.loading': 'Der Link wird geprüft',
  'access.title': 'Wer deine Claude-Nutzung sehen kann',
  'access.titleOf': 'Wer die Claude-Nutzung von {employee} sehen kann',
  'access.loading': 'Die Zugriffe werden geladen',
  'audit.title': 'Zugriffe und Änderungen',
  'audit.loading': 'Das Protokoll wird geladen',
  'mapping.title': 'Claude-Konten',
  'mapping.loading': 'Die Claude-Konten werden geladen',
  'totals.title': 'Gesamtzahlen',
  'totals.loading': 'Die Gesamtzahlen werden geladen',
  'sync.title': 'Daten zur Claude-Nutzung',
  'sync.loading': 'Der Stand der Claude-Nutzung wird geladen',
}
