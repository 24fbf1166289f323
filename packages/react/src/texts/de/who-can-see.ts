import type { TextsOf } from '@windmill/claude-core/observations'
import type { enWhoCanSee } from '../en/who-can-see.ts'

/** German texts of the list of who can see an employee’s stats. */
export const deWhoCanSee: TextsOf<typeof enWhoCanSee> = {
  'who.selfUnnamed': 'Die Person selbst',
  'who.managers': 'Ihre Vorgesetzten, auf jeder Ebene',
  'who.managersAre': 'Die Vorgesetzten, auf jeder Ebene: {names}',
  'who.noManagers': 'Niemand darüber: Das Verzeichnis nennt keine Vorgesetzten',
  'who.stale': 'Niemand darüber: Das Verzeichnis wurde seit Tagen nicht gelesen',
  'who.others': 'Wer sie vertritt, und wem das Unternehmen die Zahlen aller gibt',
  'who.everyone': 'Wem das Unternehmen die Zahlen aller gibt',
  'who.nobodyElse': 'Sonst niemand',
  'who.never': 'Nie Kolleginnen und Kollegen, und niemand außerhalb des Unternehmens',
}
