import type { TextsOf } from '@windmill/claude-core/observations'
import type { enWhoCanSee } from '../en/who-can-see.ts'

/** German texts of the list of who can see an employee’s stats. */
export const deWhoCanSee: TextsOf<typeof enWhoCanSee> = {
  'who.you': 'Du',
  'who.selfUnnamed': 'Die Person selbst',
  'who.left': '{name} ist gegangen und sieht nichts',
  'who.managers': 'Ihre Vorgesetzten, auf jeder Ebene',
  'who.managersOwn': 'Deine Vorgesetzten, auf jeder Ebene',
  'who.managersAre': 'Die Vorgesetzten, auf jeder Ebene: {names}',
  'who.noManagers': 'Niemand darüber: Das Verzeichnis nennt keine Vorgesetzten',
  'who.stale': 'Niemand darüber: Das Verzeichnis wurde seit Tagen nicht gelesen',
  'who.others': 'Wer sie vertritt, und wer laut Unternehmen die Zahlen aller sehen darf',
  'who.everyone': 'Wer laut Unternehmen die Zahlen aller sehen darf',
  'who.nobodyElse': 'Sonst niemand',
  'who.never': 'Nie Kolleginnen und Kollegen, und niemand außerhalb des Unternehmens',
}
