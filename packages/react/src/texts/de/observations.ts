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
    'Je Produkt steht hier höchstens eine Änderung. Änderungen innerhalb der normalen Schwankung oder bei weniger als {events} Ereignissen oder {proposals} vorgeschlagenen Änderungen bleiben weg.',
  'conversation.note': 'Notiz der Person selbst: {note}',
  'conversation.ownNote': 'Meine Notiz: {note}',
  'conversation.context': 'Nutzung ist Kontext, keine Leistung.',
  'conversation.all': 'Alle Zahlen',

  'conversation.early.title': 'Noch kein Tag dieses Zeitraums steht fest',
  'conversation.early.text':
    'Zahlen kommen etwa einen Tag später und können sich noch sieben Tage lang ändern. Danach stehen sie hier.',

  'choice.addAll': 'Alle {count} übernehmen',
  'choice.pick': 'Übernehmen in',
  'choice.cancel': 'Abbrechen',
  'choice.edit': 'Bearbeiten',
  'choice.sentence': 'Satz: {title}',
  'choice.undo': 'Rückgängig',
  'choice.undone': 'Zurückgenommen',
  'choice.show': 'Zeigen',
  'choice.dismiss': 'Verwerfen',
  'choice.dismissedOne': 'Verworfen',
  'choice.restore': 'Wiederherstellen',
  'choice.restored': 'Wiederhergestellt',
  'choice.dismissed': { one: 'Eine verworfen', other: '{count} verworfen' },
  'choice.showDismissed': 'Zeigen',
  'choice.hideDismissed': 'Ausblenden',

  'oneOnOne.add': 'Auf die Agenda',
  'oneOnOne.added': 'Auf der Agenda',
  'oneOnOne.newerDays':
    'Die Tage seit dem letzten 1:1 am {day} treffen noch ein. Dies sind die letzten Tage, die sich nicht mehr ändern.',

  'review.changed': 'Was sich am meisten geändert hat',
  'review.unchanged': 'Unverändert',
  'review.add': 'In die Beurteilung',
  'review.added': 'In der Beurteilung',
  'review.addTo': 'Übernehmen in …',
  'review.addedTo': 'In „{question}“ übernommen',
  'review.copy': 'Als Text kopieren',
  'review.copied': 'Kopiert',
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
