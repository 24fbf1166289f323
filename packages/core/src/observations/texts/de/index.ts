import type { ObservationTexts } from '../observation-texts.ts'

/**
 * The texts of observations in German.
 * @example
 * ```ts
 * import { fillText, type ObservationLanguage } from '@windmill/claude-core/observations'
 * import { de } from '@windmill/claude-core/observations/de'
 *
 * // For `describeObservation` and `formatSentence`.
 * const language: ObservationLanguage = {
 *   t: (key, values) => fillText('de', de[key], values),
 *   locale: 'de',
 *   texts: {},
 * }
 * ```
 */
export const de: ObservationTexts = {
  'observation.new': '{product} ist neu',
  'observation.new.skills': 'Skills sind neu',
  'observation.new.connectors': 'Konnektoren sind neu',
  'observation.stopped': '{product} wurde nicht genutzt',
  'observation.stopped.skills': 'Skills wurden nicht genutzt',
  'observation.stopped.connectors': 'Konnektoren wurden nicht genutzt',
  'observation.steady': '{product}',
  'observation.steady.skills': 'Skills',
  'observation.steady.connectors': 'Konnektoren',
  'observation.rose': '{product}: {unit} stiegen von {previous} auf {value}',
  'observation.rose.skills': 'Die Nutzung von Skills stieg von {previous} auf {value}',
  'observation.rose.connectors': 'Die Nutzung von Konnektoren stieg von {previous} auf {value}',
  'observation.fell': '{product}: {unit} sanken von {previous} auf {value}',
  'observation.fell.skills': 'Die Nutzung von Skills sank von {previous} auf {value}',
  'observation.fell.connectors': 'Die Nutzung von Konnektoren sank von {previous} auf {value}',
  'observation.rate_changed': 'Annahmequote der Änderungen: von {previous} auf {value}',
  'numbers.days': { one: '{value} an einem Tag', other: '{value} an {count} Tagen' },
  'numbers.before': 'vorher {value}',
  'numbers.steady': '{value}, vorher {previous}',
  'numbers.proposals': {
    one: 'eine vorgeschlagene Änderung, vorher {previous}',
    other: '{count} vorgeschlagene Änderungen, vorher {previous}',
  },
  'units.conversations': 'Unterhaltungen',
  'units.messages': 'Nachrichten',
  'units.artifacts': 'Artefakte',
  'units.sessions': 'Sitzungen',
  'units.commits': 'Commits',
  'units.PRs': 'Pull-Requests',
  'units.lines': 'Zeilen',
  'units.edits': 'Änderungen',
  'units.invocations': 'Aufrufe',
  'count.conversations': { one: '{count} Unterhaltung', other: '{count} Unterhaltungen' },
  'count.messages': { one: '{count} Nachricht', other: '{count} Nachrichten' },
  'count.artifacts': { one: '{count} Artefakt', other: '{count} Artefakte' },
  'count.sessions': { one: '{count} Sitzung', other: '{count} Sitzungen' },
  'count.commits': { one: '{count} Commit', other: '{count} Commits' },
  'count.PRs': { one: '{count} PR', other: '{count} PRs' },
  'count.lines': { one: '{count} Zeile', other: '{count} Zeilen' },
  'count.edits': { one: '{count} Änderung', other: '{count} Änderungen' },
  'count.invocations': { one: '{count} Aufruf', other: '{count} Aufrufe' },
  'sentence.system': '[System] {sentence}',
  'sentence.steady': '{product}: kaum verändert, {numbers}',
  'sentence.source': '{sentence} ({periods}).',
  'sentence.periods': '{period} gegenüber {previous}',
  'sentence.quarter': 'Q{quarter}',
  'sentence.quarterOfYear': 'Q{quarter} {year}',
  'ask.new': 'Wofür dient diese Nutzung? Möchte das Team es sehen?',
  'ask.stopped': 'Besteht kein Bedarf mehr, oder steht etwas im Weg?',
  'ask.more': 'Was steckt dahinter: andere Arbeit oder eine andere Arbeitsweise?',
  'ask.less': 'Hat sich die Art der Arbeit geändert, oder steht etwas im Weg?',
  'ask.rate_changed': 'Hat sich die Art der Arbeit geändert? Worum ging es bei den abgelehnten Änderungen?',
  'own.new': 'wofür diese Nutzung dient und ob das Team es sehen möchte.',
  'own.stopped': 'ob kein Bedarf mehr besteht oder etwas im Weg steht.',
  'own.more': 'was dahintersteckt: andere Arbeit oder eine andere Arbeitsweise.',
  'own.less': 'ob sich die Art der Arbeit geändert hat oder etwas im Weg steht.',
  'own.rate_changed': 'ob sich die Art der Arbeit geändert hat und worum es bei den abgelehnten Änderungen ging.',
}
