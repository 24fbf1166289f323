import type { TextsOf } from '@windmill/claude-core/observations'
import type { enStatsPanel } from '../en/stats-panel.ts'

/**
 * German texts of `StatsPanel`, and of its parts in other widgets. `deStatsDetails` has the texts that load on demand.
 */
export const deStatsPanel: TextsOf<typeof enStatsPanel> = {
  'stats.title': 'Claude-Nutzung',
  'stats.loading': 'Die Claude-Nutzung wird geladen',
  'stats.updating': 'Der gewählte Zeitraum wird geladen',

  'period.label': 'Zeitraum',
  'period.7': '7 Tage',
  'period.30': '30 Tage',
  'period.90': '90 Tage',
  'period.quarter': 'Dieses Quartal',
  'period.lastQuarter': 'Letztes Quartal',
  'period.custom': 'Eigener',

  'coverage.through': 'Daten bis {day}.',
  'coverage.provisional': {
    one: 'Der letzte Tag kann sich noch ändern.',
    other: 'Die letzten {count} Tage können sich noch ändern.',
  },
  'coverage.compared': 'Für Veränderungen wird {period} mit {previous} verglichen.',

  'answer.active': { one: 'Aktiv an {active} von einem Tag', other: 'Aktiv an {active} von {count} Tagen' },
  'answer.mostly': '{days}, überwiegend in {product}',
  'answer.previous': '{compared} bis {day}, davor {active} von {count}.',

  'change.was': '(vorher {previous})',
  'change.counts': 'von {previous} auf {value}',
  'change.perDay': '{percent} pro Tag',
  'change.total': '{value} insgesamt',
  'change.points': { one: '{count} Punkt', other: '{count} Punkte' },
  'change.new': 'vorher keine',
  'change.none': 'keine',
  'change.same': 'wie vorher',
  'change.up': 'um {amount} gestiegen',
  'change.down': 'um {amount} gesunken',
  'change.about': 'etwa gleich',

  'value.atLeast': 'mindestens',
  'value.partial': 'unvollständig',
  'value.nothingProposed': 'nichts vorgeschlagen',
  'value.notReported': 'nicht gemeldet',

  'product.activeDays': { one: 'ein aktiver Tag', other: '{count} aktive Tage' },
  'product.none': 'Keine Aktivität in diesem Zeitraum.',
  'product.noneRead': 'Keine Aktivität an den gelesenen Tagen.',
  'product.unknown': 'Nicht bekannt.',

  'table.show': 'Als Tabelle zeigen',
  'table.hide': 'Als Diagramme zeigen',

  'footer.promise':
    'Nur Zahlen, nie Unterhaltungen, Prompts, Code oder Dateien. Nutzung ist Kontext, kein Maß für Leistung.',
  'who.title': 'Wer das sehen kann',
  'about.title': 'Über diese Daten',
}
