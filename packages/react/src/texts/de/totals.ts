import type { TextsOf } from '@windmill/claude-core/observations'
import type { enTotals } from '../en/totals.ts'

/** German texts of `PublishedTotals`. */
export const deTotals: TextsOf<typeof enTotals> = {
  'totals.about': 'etwa {count}',
  'totals.fewer': 'weniger als 5',
  'totals.newestWeek': 'Pro Woche aktive Claude-Konten',
  'totals.active': 'Aktiv in der neuesten abgeschlossenen Woche, {week}.',
  'totals.how':
    'Eine Woche kommt etwa acht Tage nach ihrem Ende hinzu, wenn Claude sie nicht mehr ändert, und bleibt dann gleich.',
  'totals.reading': 'Der Verlauf wird noch gelesen; ältere Wochen folgen.',
  'totals.stopped': 'Claude wird zurzeit nicht gelesen, es folgt also keine neue Woche.',
  'totals.weeks': 'Aktive Claude-Konten pro Woche',
  'totals.weeks.note': 'Auf fünf gerundet. Konten, die zwei Produkte nutzen, zählen bei beiden.',
  'totals.week': 'Woche',
  'totals.any': 'Alle Produkte',
  'totals.gap': 'Keine Zahl: Es fehlen Tage',
  'totals.all': 'Alle {count} Wochen zeigen',
  'totals.newest': 'Nur die neuesten Wochen zeigen',
  'totals.promise': 'Anzahlen von Konten, ohne Namen. Nutzung ist Kontext, keine Leistung.',
  'totals.empty': 'Noch ist keine Woche veröffentlicht',
  'totals.refused.title': 'Diese Zahlen sind nicht für dich freigegeben',
  'totals.refused.text':
    'Wer sie sieht, entscheidet dein Unternehmen. Wer die Zahlen aller sehen darf, hat stattdessen die Verbreitung im Unternehmen.',
}
