import type { TextsOf } from '../text-types.ts'
import type { enTitles } from '../en/titles.ts'

/** The texts of widgets whose code is on its way, in German. */
export const deTitles: TextsOf<typeof enTitles> = {
  'access.title': 'Wer deine Claude-Nutzung sehen kann',
  'access.titleOf': 'Wer die Claude-Nutzung von {employee} sehen kann',
  'access.loading': 'Wer sehen kann und wer nachgesehen hat, wird geladen',
  'mapping.title': 'Claude-Konten',
  'mapping.loading': 'Die Claude-Konten werden geladen',
  'sync.title': 'Daten zur Claude-Nutzung',
  'sync.loading': 'Der Stand der Claude-Nutzung wird geladen',
}
