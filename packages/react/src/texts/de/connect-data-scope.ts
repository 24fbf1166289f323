import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectDataScope } from '../en/connect-data-scope.ts'

/** German texts of the list of what is read from Claude and what is not. */
export const deConnectDataScope: TextsOf<typeof enConnectDataScope> = {
  'connect.read.title': 'Was gelesen wird',
  'connect.read.counts': 'Zahlen pro Person und Tag, etwa Unterhaltungen, Sitzungen und Commits',
  'connect.read.emails': 'E‑Mail-Adressen, um Personen zuzuordnen',
  'connect.never.title': 'Was nie gelesen wird',
  'connect.never.content': 'Unterhaltungen, Prompts, Code, Dateien oder der Inhalt von Artefakten',
  'connect.never.names': 'Namen von Skills, Konnektoren oder Projekten',
}
