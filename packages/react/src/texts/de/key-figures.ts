import type { TextsOf } from '@windmill/claude-core/observations'
import type { enKeyFigures } from '../en/key-figures.ts'

/** German texts of key figures, and of the seats. */
export const deKeyFigures: TextsOf<typeof enKeyFigures> = {
  'figure.unknown': 'nicht bekannt',
  'seats.title': 'Lizenzplätze in Claude',
  'seats.assigned': 'vergeben',
  'seats.invites': { one: 'eine Einladung offen', other: '{count} Einladungen offen' },
  'seats.source': 'Stand {day}, von Claude. Ein Lizenzplatz gehört zu einem Claude-Konto.',
}
