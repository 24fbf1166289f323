import type { TextsOf } from '@windmill/claude-core/observations'
import type { enTeamTable } from '../en/team-table.ts'

/** German texts of the table in `TeamStats`. */
export const deTeamTable: TextsOf<typeof enTeamTable> = {
  'team.people': {
    one: 'Eine Person, {matched} mit Claude verknüpft',
    other: '{count} Personen, {matched} mit Claude verknüpft',
  },
  'team.found': { one: '{count} von {all} Personen', other: '{count} von {all} Personen' },
  'team.notShown': { one: 'Eine Person wird nicht gezeigt', other: '{count} Personen werden nicht gezeigt' },
  'team.search': 'Nach Namen suchen',
  'team.columns': 'Spalten',
  'team.trend': 'Verlauf',
  'team.noTrend': 'Kein Verlauf',
  'team.changes': 'Veränderung gegenüber dem Zeitraum davor',
  'team.csv': 'CSV herunterladen',
  'team.name': 'Name',
  'team.perDay': '{stat} pro Tag',
  'team.perWeek': '{stat} pro Woche',
  'team.perMonth': '{stat} pro Monat',
  'team.grid': 'Alle im Team',
  'team.total': { one: 'Eine Person', other: 'Alle {count} Personen' },
  'team.totalMatched': { one: 'Eine verknüpfte Person', other: 'Die {count} verknüpften Personen' },
  'team.notMatched': 'nicht verknüpft',
  'team.archived': 'archiviert am {day}',
  'team.valueLoading': 'wird geladen',
  'team.unknown': 'nicht bekannt',
  'team.atLeast': 'mindestens',
  'team.partial': 'unvollständig',
  'team.updating': 'Die Auswahl wird geladen',
  'team.promise':
    'Nutzung ist Kontext, keine Leistung. Alle stehen in der Reihenfolge ihrer Namen, solange nicht nach einer Spalte sortiert wird.',
  'team.nobody.title': 'In diesem Team ist niemand',
  'team.nobody.text':
    'Hier stehen alle, die laut Verzeichnis unterhalb einer Führungskraft arbeiten. {name} ist dort bei niemandem als Führungskraft eingetragen.',
  'team.unfound.title': 'Kein Name passt zu „{search}“',
  'team.unfound.text': 'Durchsucht werden die Namen aller im Team.',
  'team.everyone': 'Alle anzeigen',
  'team.csv.id': 'ID',
  'team.csv.from': 'Erster Tag',
  'team.csv.to': 'Letzter Tag',
  'team.csv.note': 'Notiz der Person selbst',
  'team.csv.partial': 'Untergrenzen und unvollständige Quoten',
  'team.csv.rate': '0 bis 1',
}
