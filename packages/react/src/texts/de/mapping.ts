import type { TextsOf } from '@windmill/claude-core/observations'
import type { enMapping } from '../en/mapping.ts'

/** German texts of `ClaudeUserMapping`. */
export const deMapping: TextsOf<typeof enMapping> = {
  'mapping.subtitle': '{matched} von {total} sind jemandem zugeordnet.',
  'mapping.filter': 'Anzeigen',
  'mapping.state.unmatched': 'Offen',
  'mapping.state.conflict': 'Strittig',
  'mapping.state.flagged': 'Zu prüfen',
  'mapping.state.ignored': 'Ignoriert',
  'mapping.state.matched': 'Zugeordnet',
  'mapping.state.all': 'Alle',
  'mapping.search': 'Nach E‑Mail oder Namen suchen',
  'mapping.more': 'Mehr laden',

  'mapping.noEmail': 'Keine E‑Mail ({id})',
  'mapping.active': 'Zuletzt aktiv am {day}',
  'mapping.inactive': 'Keine Aktivität bekannt',
  'mapping.linkedTo': 'Zugeordnet: {name}',
  'mapping.likely': {
    one: 'Dieses Claude-Konto könnte dazugehören. Ist es zugeordnet, erscheinen alle gelesenen Tage sofort.',
    other: 'Eines dieser Claude-Konten könnte dazugehören. Ist es zugeordnet, erscheinen alle gelesenen Tage sofort.',
  },
  'mapping.perhaps': 'Vielleicht {name}',
  'mapping.left': 'ausgeschieden am {day}',
  'mapping.why.same_local_part': 'gleicher Name vor dem @',
  'mapping.why.alias_domain': 'eine andere eigene Domain',
  'mapping.why.plus_tag': 'gleich bis auf einen Plus-Zusatz',
  'mapping.why.similar_name': 'ähnlicher Name',
  'mapping.why.similar_address': 'ähnliche Adresse',
  'mapping.link': 'Zuordnen',
  'mapping.linkTo': '{user} zu {name} zuordnen',
  'mapping.keep': 'Belassen',
  'mapping.keepWith': '{user} bei {name} belassen',
  'mapping.change': 'Ändern',
  'mapping.changeOf': 'Ändern, wem {user} gehört',

  'mapping.all': 'Alle {count} auswählen',
  'mapping.selected': { one: 'Eines ausgewählt', other: '{count} ausgewählt' },
  'mapping.bulk.suggestion': {
    one: 'Dem ersten Vorschlag zuordnen',
    other: '{count} dem jeweils ersten Vorschlag zuordnen',
  },
  'mapping.bulk.ignore': '{count} ignorieren',
  'mapping.bulk.automatic': { one: 'Wieder automatisch', other: '{count} wieder automatisch' },
  'mapping.bulk.none': 'Auswahl aufheben',

  'mapping.working': '{done} von {total} geändert',
  'mapping.linked': '{user} ist jetzt {name} zugeordnet.',
  'mapping.ignored': '{user} wird ignoriert.',
  'mapping.nobody': '{user} ist niemandem zugeordnet.',
  'mapping.changed': '{count} Claude-Konten sind geändert.',
  'mapping.undone': '{count} Änderungen sind zurückgenommen.',
  'mapping.failed': {
    one: 'Eines ließ sich nicht ändern; in seiner Zeile steht, warum.',
    other: '{count} ließen sich nicht ändern; in ihren Zeilen steht, warum.',
  },
  'mapping.undo': 'Rückgängig',

  'mapping.heldBack': 'Ein neueres Verzeichnis wird nicht verwendet',
  'mapping.inUse': 'Verwendet wird das vom {day}, mit {count} Personen.',
  'mapping.problems': {
    one: 'Ein Problem im Verzeichnis',
    other: '{count} Probleme im Verzeichnis',
  },

  'mapping.settled.title': 'Alles geklärt',
  'mapping.settled.text': {
    one: 'Das einzige Claude-Konto ist zugeordnet oder ignoriert. Es ist nichts zu tun.',
    other: 'Alle {count} Claude-Konten sind zugeordnet oder ignoriert. Es ist nichts zu tun.',
  },
  'mapping.done.title': 'Hier ist nichts mehr offen',
  'mapping.done.text': 'Anderswo gibt es noch etwas zu klären.',
  'mapping.none.title': 'Hier ist nichts',
  'mapping.none.text': 'Kein Claude-Konto ist in diesem Zustand.',
  'mapping.unknown.title': 'Noch keine Claude-Konten',
  'mapping.unknown.text': 'Sie erscheinen, sobald Claude verbunden und der erste Tag gelesen ist.',
  'mapping.unfound.title': 'Nichts gefunden zu „{search}“',
  'mapping.unfound.text': 'Gesucht wird in der E‑Mail in Claude und im Namen der zugeordneten Person.',
  'mapping.searchAll': 'Überall suchen',
  'mapping.forbidden.title': 'Diese Liste ist nicht freigegeben',
  'mapping.forbidden.text':
    'Sie sagt, wem welches Claude-Konto gehört. Wenn die eigene Nutzung fehlt, kann ein Admin hier nach der E‑Mail suchen.',
}
