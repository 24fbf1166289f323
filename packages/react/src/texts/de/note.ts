import type { TextsOf } from '@windmill/claude-core/observations'
import type { enNote } from '../en/note.ts'

/** German texts of the note that an employee writes about their own figures. */
export const deNote: TextsOf<typeof enNote> = {
  'note.own': 'Deine Notiz',
  'note.theirs': 'Notiz dieser Person',
  'note.add': 'Notiz hinzufügen',
  'note.edit': 'Notiz bearbeiten',
  'note.hint': 'Zum Beispiel „in Elternzeit“. Sie steht überall, wo andere deine Zahlen sehen.',
  'note.left': { one: 'Noch ein Zeichen', other: 'Noch {count} Zeichen' },
  'note.tooLong': { one: 'Ein Zeichen zu lang', other: '{count} Zeichen zu lang' },
  'note.save': 'Speichern',
  'note.cancel': 'Abbrechen',
  'note.saved': 'Gespeichert. Andere sehen sie bei deinen Zahlen.',
  'note.removed': 'Entfernt.',
  'note.failed': 'Die Notiz konnte nicht gespeichert werden. Versuche es erneut.',
}
