import type { MappingTexts } from '../text-types.ts'

/** German texts of the reasons for a Claude user's state, and of the problems in the directory. */
export const deMappingReasons: MappingTexts = {
  'mapping.reason.same_email': '{who} hat diese Adresse.',
  'mapping.reason.alias_domain':
    '{who} hat diese Adresse unter einer anderen Domain, die nach den Regeln dasselbe bedeutet.',
  'mapping.reason.plus_tag': '{who} hat diese Adresse; nach den Regeln zählt nicht, was nach einem Plus steht.',
  'mapping.reason.chosen': 'Ein Admin hat {who} gewählt.',
  'mapping.reason.no_email': 'Claude nennt hier keine E‑Mail.',
  'mapping.reason.not_an_address': 'Was Claude als E‑Mail nennt, ist keine Adresse.',
  'mapping.reason.nobody_has_it': 'Niemand im Verzeichnis hat diese Adresse.',
  'mapping.reason.taken_off': 'Ein Admin hat die Zuordnung gelöst und noch niemanden gewählt.',
  'mapping.reason.several_active':
    'Mehrere Personen haben diese Adresse: {others}. Wem das Konto gehört, lässt sich nur von Hand entscheiden.',
  'mapping.reason.several_archived':
    'Mehrere Personen, die gegangen sind, haben diese Adresse: {others}. Wem das Konto gehörte, lässt sich nur von Hand entscheiden.',
  'mapping.reason.several_accounts':
    'Mehrere Claude-Konten haben diese Adresse. Sie ist oder war die Adresse von {others}. Mindestens eine dieser Personen ist gegangen; eines der Konten kann ihres sein.',
  'mapping.reason.former_owner':
    'Mit dieser Adresse bekannt: {others}. Es gibt Aktivität aus der Zeit, bevor jemand mit ihr gegangen ist; sie kann von dieser Person sein. Wem das Konto gehört, lässt sich nur von Hand entscheiden.',
  'mapping.reason.email_changed': 'Diese Adresse hat {who} nicht mehr. Das Konto bleibt zugeordnet.',
  'mapping.reason.address_passed_on':
    '{who} ist gegangen, und die Adresse hat jetzt {others}. Die Vergangenheit bleibt bei {who}, bis sie jemand verschiebt.',
  'mapping.reason.employee_gone':
    'Das Konto ist {who} zugeordnet; diese Person ist gegangen oder steht nicht mehr im Verzeichnis.',
  'mapping.reason.set_aside': 'Ein Admin hat entschieden, dass dies niemand aus dem Verzeichnis ist.',
  'mapping.reason.others': { one: 'noch jemand', other: '{count} weitere' },

  'mapping.heldBack.failed':
    'Das Verzeichnis ließ sich nicht lesen. Wer dazukommt, wechselt oder geht, ist deshalb nicht bekannt; das zuletzt gelesene bleibt in Gebrauch. Den Grund nennt das Protokoll des Servers.',
  'mapping.heldBack.invalid':
    'Das Verzeichnis enthält eine ungültige Angabe; das zuletzt gelesene bleibt in Gebrauch. Welche es ist, nennt das Protokoll des Servers.',
  'mapping.heldBack.shrank':
    'Im neuen Verzeichnis fehlt mehr als die Hälfte der Personen, jede Führungskraft oder jede Teilnahme. Das ist eher ein Fehler, deshalb bleibt das vorige in Gebrauch. Stimmt es doch, kann es angenommen werden, wo diese App betrieben wird.',

  'mapping.directory.manager_unknown':
    '{employee}: Die Führungskraft steht nicht im Verzeichnis. Die Zahlen sehen deshalb nur die Person selbst und Admins.',
  'mapping.directory.manager_cycle':
    '{employee}: Die Kette der Führungskräfte führt im Kreis. Bis das berichtigt ist, gilt darin niemand als vorgesetzt.',
  'mapping.directory.id_repeated':
    '{employee}: Mehrere Personen im Verzeichnis haben diese ID. Nur die letzte davon wird übernommen.',
  'mapping.directory.email_shared':
    '{employee}: Eine Adresse dieser Person haben auch andere. Wer Claude damit verwendet, ist niemandem zugeordnet, bis ein Admin wählt.',
  'mapping.directory.email_unusable':
    '{employee}: Eine Adresse dieser Person ist nicht zu gebrauchen. Wer Claude damit verwendet, wird nicht zugeordnet.',
  'mapping.directory.days_reversed': '{employee}: Der erste Tag liegt nach dem letzten. Deshalb zählt kein Tag.',
}
