import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectBackfill } from '../en/connect-backfill.ts'

/** German texts of the backfill’s progress. */
export const deConnectBackfill: TextsOf<typeof enConnectBackfill> = {
  'backfill.title': 'Die Tage, die Claude liefert, werden gelesen',
  'backfill.progress': '{done} von {total} Tagen',
  'backfill.left': 'noch etwa {time}',
  'backfill.reading': 'Gerade wird der {day} gelesen.',
  'backfill.waiting': 'Weiter geht es um {time}.',
  'backfill.requests': {
    one: 'Noch eine Anfrage an Claude.',
    other: 'Noch etwa {count} Anfragen an Claude.',
  },
  'backfill.since': 'Das Neueste zuerst: Ab {day} ist alles schon da.',
  'backfill.sinceExcept': 'Das Neueste zuerst: Ab {day} ist (außer {missing}) alles schon da.',
  'backfill.soon': 'Das Neueste zuerst. Innerhalb einer Stunde erscheinen die ersten Zahlen.',
}
