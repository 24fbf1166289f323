import type { TextsOf } from '@windmill/claude-core/observations'
import type { enStatDays } from '../en/stat-days.ts'

/** German texts of the days behind a figure. */
export const deStatDays: TextsOf<typeof enStatDays> = {
  'days.loading': 'Die Tage werden geladen',
  'days.sum': 'Die Zahl ist die Summe dieser Tage.',
  'days.ratio': 'Die Quote ist die Summe der angenommenen Änderungen, geteilt durch die Summe der vorgeschlagenen.',
  'days.activeSum':
    'Die Zahl ist die Anzahl der Tage mit „ja“. Ein Tag ist aktiv, wenn mindestens eine Zahl des Produkts über null liegt.',
  'days.of': 'Tage von',
  'days.caption': 'Tage hinter {stat}, {period}',
  'days.active': 'Aktive Tage',
  'days.any': 'Insgesamt',
  'days.yes': 'ja',
  'days.no': 'nein',
  'days.accepted': 'Angenommen',
  'days.proposed': 'Vorgeschlagen',
  'days.readOn': 'Gelesen am',
  'days.readAt': 'Gelesen um (UTC)',
  'days.state': 'Stand',
  'days.source': 'Quelle',
  'days.total': 'Summe',
  'days.quotient': '{accepted} ÷ {proposed} = {rate}',
  'days.settled': 'steht fest',
  'days.notServed': 'von Claude nicht geliefert',
  'days.notKept': 'nicht aufbewahrt',
  'days.lowerBound': 'Mindestwert',
  'days.source.report': 'Bericht',
  'days.source.incomplete': 'unvollständiger Bericht',
  'days.source.users': 'Nutzerliste',
  'days.source.kept': 'teils früher gelesen',
  'days.source.final': 'Bericht und früher gelesen',
  'days.csv': 'CSV herunterladen',
  'days.changed': 'Nach dem Laden dieser Zahl wurden Tage neu gelesen.',
  'days.reload': 'Zahl neu laden',
}
