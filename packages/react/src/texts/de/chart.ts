import type { TextsOf } from '@windmill/claude-core/observations'
import type { enChart } from '../en/chart.ts'

/** German texts of charts and their tables. */
export const deChart: TextsOf<typeof enChart> = {
  'chart.day': 'pro Tag',
  'chart.week': 'pro Woche',
  'chart.month': 'pro Monat',
  'chart.title': '{stat} {bucket}',
  'chart.name': '{stat} {bucket} ({period}).',
  'chart.summary': 'Höchster Wert {max} ({when}), niedrigster {min}.',
  'chart.flat': 'Immer {max}.',
  'chart.unknown': 'Nichts bekannt.',
  'chart.withoutProvisional': 'Ohne Tage, die sich noch ändern können.',
  'chart.withoutPartial': 'Ohne Wochen, die unvollständig sind oder sich noch ändern können.',
  'chart.gaps': { one: 'Eine Lücke.', other: '{count} Lücken.' },
  'chart.nothingProposed': 'Wo nichts vorgeschlagen wurde, ist kein Punkt.',
  'chart.provisional': 'kann sich noch ändern',
  'chart.faint': 'unvollständig oder kann sich noch ändern',
  'chart.missing': 'nicht gelesen',
  'chart.outside': 'nicht gezählt',
  'chart.unpublished': 'noch nicht veröffentlicht',
  'chart.notStarted': 'vor dem ersten Tag',
  'chart.left': 'nach dem letzten Tag',
  'chart.lacks': { one: 'ein Tag fehlt', other: '{count} Tage fehlen' },
  'chart.value': '{value} {unit}',
  'chart.when': 'Wann',
  'chart.asTable': 'Als Tabelle zeigen',
  'chart.asChart': 'Als Diagramm zeigen',
}
