/**
 * The texts of observations in English. They give figures and questions, never a verdict.
 * @example
 * ```ts
 * import { fillText, type ObservationLanguage } from '@windmill/claude-core/observations'
 * import { en } from '@windmill/claude-core/observations/en'
 *
 * // For `describeObservation` and `formatSentence`.
 * const language: ObservationLanguage = {
 *   t: (key, values) => fillText('en', en[key], values),
 *   locale: 'en',
 *   texts: {},
 * }
 * ```
 */
export const en = {
  'observation.new': '{product} is new',
  'observation.new.skills': 'Skills are new',
  'observation.new.connectors': 'Connectors are new',
  'observation.stopped': '{product} was not used',
  'observation.stopped.skills': 'Skills were not used',
  'observation.stopped.connectors': 'Connectors were not used',
  'observation.steady': '{product}',
  'observation.steady.skills': 'Skills',
  'observation.steady.connectors': 'Connectors',
  'observation.rose': '{product} {unit} rose from {previous} to {value}',
  'observation.rose.skills': 'Skill usage rose from {previous} to {value}',
  'observation.rose.connectors': 'Connector usage rose from {previous} to {value}',
  'observation.fell': '{product} {unit} fell from {previous} to {value}',
  'observation.fell.skills': 'Skill usage fell from {previous} to {value}',
  'observation.fell.connectors': 'Connector usage fell from {previous} to {value}',
  'observation.rate_changed': 'Edit acceptance went from {previous} to {value}',
  'numbers.days': { one: '{value} on one day', other: '{value} on {count} days' },
  'numbers.before': '{value} before',
  'numbers.steady': '{value} vs {previous}',
  'numbers.proposals': {
    one: 'one proposed edit, {previous} before',
    other: '{count} proposed edits, {previous} before',
  },
  'units.conversations': 'conversations',
  'units.messages': 'messages',
  'units.artifacts': 'artifacts',
  'units.sessions': 'sessions',
  'units.commits': 'commits',
  'units.PRs': 'pull requests',
  'units.lines': 'lines',
  'units.edits': 'edits',
  'units.invocations': 'invocations',
  'count.conversations': { one: '{count} conversation', other: '{count} conversations' },
  'count.messages': { one: '{count} message', other: '{count} messages' },
  'count.artifacts': { one: '{count} artifact', other: '{count} artifacts' },
  'count.sessions': { one: '{count} session', other: '{count} sessions' },
  'count.commits': { one: '{count} commit', other: '{count} commits' },
  'count.PRs': { one: '{count} PR', other: '{count} PRs' },
  'count.lines': { one: '{count} line', other: '{count} lines' },
  'count.edits': { one: '{count} edit', other: '{count} edits' },
  'count.invocations': { one: '{count} invocation', other: '{count} invocations' },
  'sentence.system': '[System] {sentence}',
  'sentence.steady': '{product}: little change, {numbers}',
  'sentence.source': '{sentence} ({periods}).',
  'sentence.periods': '{period} vs {previous}',
  'sentence.quarter': 'Q{quarter}',
  'sentence.quarterOfYear': 'Q{quarter} {year}',
  'ask.new': 'What is this usage for? Would the team want to see it?',
  'ask.stopped': 'Is there no longer a need, or is something in the way?',
  'ask.more': 'What is behind it: another kind of work, or another way of working?',
  'ask.less': 'Has the kind of work changed, or is something in the way?',
  'ask.rate_changed': 'Has the kind of work changed? What were the rejected edits about?',
  'own.new': 'what this usage is for, and whether the team would want to see it.',
  'own.stopped': 'whether there is no longer a need, or something is in the way.',
  'own.more': 'what is behind it: another kind of work, or another way of working.',
  'own.less': 'whether the kind of work has changed, or something is in the way.',
  'own.rate_changed': 'whether the kind of work has changed, and what the rejected edits were about.',
} as const

/** The key of an observation's text. */
export type ObservationTextKey = keyof typeof en
