import type { TextsOf } from '@windmill/claude-core/observations'
import type { enMappingDetails } from '../en/mapping-details.ts'

/** German texts of the details of one Claude user: the employee picker, the decisions and the history. */
export const deMappingDetails: TextsOf<typeof enMappingDetails> = {
  'pick.label': 'Wem gehört es?',
  'pick.placeholder': 'Name oder E‑Mail',
  'pick.found': { one: 'Eine Person', other: '{count} Personen' },
  'pick.first': 'Die ersten {count} stehen hier. Für andere bitte mehr eingeben.',
  'pick.none': 'Niemand im Verzeichnis hat das im Namen oder in der E‑Mail.',
  'pick.searching': 'Wird gesucht …',
  'pick.link': '{name} zuordnen',

  'decide.unlink': 'Zuordnung lösen',
  'decide.unlink.text': 'Nicht {name}, und bis auf Weiteres niemand sonst.',
  'decide.ignore': 'Ignorieren',
  'decide.ignore.text': 'Niemand aus dem Verzeichnis, etwa ein Testkonto. Verschwindet aus den offenen Fällen.',
  'decide.automatic': 'Wieder automatisch',
  'decide.automatic.text': 'Die E‑Mail entscheidet wieder.',

  'history.title': 'Änderungen',
  'history.by': '{name}: von {from} zu {to}',
  'history.rules': 'Nach den Regeln: von {from} zu {to}',
  'history.nobody': 'niemandem',
  'history.ignored': '„ignoriert“',
  'history.none': 'Bisher keine.',
  'history.undo': 'Rückgängig',
}
