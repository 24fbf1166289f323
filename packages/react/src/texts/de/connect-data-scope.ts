import type { TextsOf } from '../text-types.ts'
import type { enConnectReads } from '../en/connect-data-scope.ts'

/** The texts of what is read from Claude and what never is, in German. */
export const deConnectReads: TextsOf<typeof enConnectReads> = {
  'connect.read.title': 'Was gelesen wird',
  'connect.read.counts': 'Zahlen pro Person und Tag, etwa Unterhaltungen, Sitzungen und Commits',
  'connect.read.emails': 'E-Mail-Adressen, um Personen zuzuordnen',
  'connect.never.title': 'Was nie gelesen wird',
  'connect.never.content': 'Unterhaltungen, Prompts, Code, Dateien oder der Inhalt von Artefakten',
  'connect.never.names': 'Namen von Skills, Konnektoren oder Projekten',
}
