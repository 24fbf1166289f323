import type { TextsOf } from '../text-types.ts'
import type { enObservations } from '../en/observations.ts'

/** What `OneOnOneStats` and `ReviewStats` say about a period, in German. */
export const deObservations: TextsOf<typeof enObservations> = {
  'observation.new': '{product} ist neu',
  'observation.new.skills': 'Skills sind neu',
  'observation.new.connectors': 'Konnektoren sind neu',
  'observation.stopped': '{product} wurde nicht genutzt',
  'observation.stopped.skills': 'Skills wurden nicht genutzt',
  'observation.stopped.connectors': 'Konnektoren wurden nicht genutzt',
  'observation.steady': '{product} ist unverändert',
  'observation.steady.skills': 'Die Nutzung von Skills ist unverändert',
  'observation.steady.connectors': 'Die Nutzung von Konnektoren ist unverändert',
  'observation.changed': '{product}: von {previous} auf {value}',
  'observation.changed.skills': 'Nutzung von Skills: von {previous} auf {value}',
  'observation.changed.connectors': 'Nutzung von Konnektoren: von {previous} auf {value}',
  'observation.rate_changed': 'Angenommene Änderungen: von {previous} auf {value}',

  'numbers.days': { one: '{value} an einem Tag', other: '{value} an {count} Tagen' },
  'numbers.onDays': { one: 'an einem Tag', other: 'an {count} Tagen' },
  'numbers.before': 'vorher {value}',
  'numbers.both': '{value}, vorher {previous}',
  'numbers.more': '{amount} mehr',
  'numbers.less': '{amount} weniger',
  'numbers.proposals': {
    one: 'bei einem Vorschlag, vorher {previous}',
    other: 'bei {count} Vorschlägen, vorher {previous}',
  },

  'count.conversations': { one: '{count} Unterhaltung', other: '{count} Unterhaltungen' },
  'count.messages': { one: '{count} Nachricht', other: '{count} Nachrichten' },
  'count.artifacts': { one: '{count} Artefakt', other: '{count} Artefakte' },
  'count.sessions': { one: '{count} Sitzung', other: '{count} Sitzungen' },
  'count.commits': { one: '{count} Commit', other: '{count} Commits' },
  'count.PRs': { one: '{count} Pull Request', other: '{count} Pull Requests' },
  'count.lines': { one: '{count} Zeile', other: '{count} Zeilen' },
  'count.edits': { one: '{count} Änderung', other: '{count} Änderungen' },
  'count.invocations': { one: '{count} Aufruf', other: '{count} Aufrufe' },

  'ask.label': 'Zum Fragen:',
  'ask.new': 'Wofür wird es genutzt? Möchte das Team es sehen?',
  'ask.stopped': 'Wird es nicht mehr gebraucht, oder steht etwas im Weg?',
  'ask.more': 'Was steckt dahinter: andere Arbeit oder eine andere Arbeitsweise?',
  'ask.less': 'Hat sich die Art der Arbeit geändert, oder steht etwas im Weg?',
  'ask.rate_changed': 'Hat sich die Art der Arbeit geändert? Worum ging es bei den abgelehnten Änderungen?',
  'own.label': 'Zum Ansprechen:',
  'own.new': 'wofür es genutzt wird und ob das Team es sehen möchte.',
  'own.stopped': 'ob es nicht mehr gebraucht wird oder etwas im Weg steht.',
  'own.more': 'was dahintersteckt: andere Arbeit oder eine andere Arbeitsweise.',
  'own.less': 'ob sich die Art der Arbeit geändert hat oder etwas im Weg steht.',
  'own.rate_changed': 'ob sich die Art der Arbeit geändert hat und worum es bei den abgelehnten Änderungen ging.',

  'talks.list': 'Was auffällt',
  'talks.nothing.title': 'Nichts fällt auf',
  'talks.nothing.text':
    'Nichts ist neu, nichts hat aufgehört, und keine Änderung ist größer, als der Zufall sie macht. Was in diesen Tagen getan wurde, klärt das Gespräch, nicht diese Zahlen.',
  'talks.leftOut':
    'Änderungen bei weniger als {events} Ereignissen oder {proposals} vorgeschlagenen Änderungen bleiben weg.',
  'talks.context': 'Nutzung ist Kontext, keine Leistung.',
  'talks.numbers': 'Die Zahlen nach Produkt',

  'oneOnOne.early.title': 'Noch gibt es wenig zu sehen',
  'oneOnOne.early.none':
    'Das letzte 1:1 war am {day}; seither hat Claude noch keinen Tag veröffentlicht. Zahlen kommen etwa einen Tag später.',
  'oneOnOne.early.few': {
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
  'document.coverage': 'Worauf das beruht',
  'document.partial': '{stat}: {reason}',
}
