import type { TextsOf } from '@windmill/claude-core/observations'
import { de as observationTexts } from '@windmill/claude-core/observations/de'
import type { enObservations } from '../en/observations.ts'

/** German texts of `OneOnOneStats` and `ReviewStats`, with core’s observation texts. */
export const deObservations: TextsOf<typeof enObservations> = {
  ...observationTexts,
  'ask.label': 'Zum Fragen:',
  'own.label': 'Zum Ansprechen:',

  'conversation.list': 'Was auffällt',
  'conversation.nothing.title': 'Nichts fällt auf',
  'conversation.nothing.text':
    'Nichts ist neu, nichts hat aufgehört, und keine Änderung übersteigt die normale Schwankung. Was in diesen Tagen getan wurde, klärt das Gespräch, nicht diese Zahlen.',
  'conversation.leftOut':
    'Änderungen bei weniger als {events} Ereignissen oder {proposals} vorgeschlagenen Änderungen bleiben weg.',
  'conversation.context': 'Nutzung ist Kontext, keine Leistung.',
  'conversation.numbers': 'Die Zahlen nach Produkt',

  'oneOnOne.tooFewDays.title': 'Noch nicht genug Tage',
  'oneOnOne.tooFewDays.none':
    'Das letzte 1:1 war am {day}; seither hat Claude noch keinen Tag veröffentlicht. Zahlen kommen etwa einen Tag später.',
  'oneOnOne.tooFewDays.few': {
    one: 'Das letzte 1:1 war am {day}; seither hat Claude einen Tag veröffentlicht. Ab fünf Tagen steht hier, was sich geändert hat.',
    other:
      'Das letzte 1:1 war am {day}; seither hat Claude {count} Tage veröffentlicht. Ab fünf Tagen steht hier, was sich geändert hat.',
  },
  'oneOnOne.add': 'Übernehmen',
  'oneOnOne.addOne': 'In die Agenda übernehmen: {title}',
  'oneOnOne.addAll': 'Alles in die Agenda',
  'oneOnOne.added': 'Übernommen',
  'oneOnOne.addedOne': 'In die Agenda übernommen: {title}',
  'oneOnOne.addedAll': 'Alles wurde in die Agenda übernommen.',

  'review.changed': 'Was sich am meisten geändert hat',
  'review.unchanged': 'Unverändert',
  'review.all': 'Alle zwanzig Zahlen, nach Produkt',
  'review.add': 'In die Beurteilung',
  'review.added': 'In die Beurteilung übernommen.',
  'review.copy': 'Kopieren',
  'review.copied': 'Kopiert.',
  'review.notCopied': 'Der Browser erlaubt hier kein Kopieren. Der Text lässt sich auswählen und von Hand kopieren.',
  'review.context':
    'Nutzung ist Kontext, keine Leistung: Sie zeigt, welche Werkzeuge wie oft genutzt wurden, nicht, was die Arbeit wert war.',
  'review.source': 'Quelle: Tageszahlen aus Claudes Analytics-API, nie Unterhaltungen, Prompts, Code oder Dateien.',

  'document.compared': '{period}, verglichen mit {previous}',
  'document.notCompared': '{period}, ohne Vergleich',
  'document.stat': 'Zahl',
  'document.value': 'Zeitraum',
  'document.previous': 'Vorher',
  'document.unused': 'Ohne Aktivität: {products}.',
  'document.unusedRead': 'Ohne Aktivität an den gelesenen Tagen: {products}.',
  'document.coverage': 'Über diese Daten',
  'document.partial': '{stat}: {reason}',
}
