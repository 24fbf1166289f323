/**
 * English texts of `StatsPanel`, and of its parts in other widgets. `enStatsDetails` has the texts that load on demand.
 * Core’s catalog has the names and descriptions of the stats.
 */
export const enStatsPanel = {
  'stats.title': 'Claude usage',
  'stats.loading': 'Loading Claude usage',
  'stats.updating': 'Loading the chosen period',

  'period.label': 'Period',
  'period.7': '7 days',
  'period.30': '30 days',
  'period.90': '90 days',
  'period.quarter': 'This quarter',
  'period.lastQuarter': 'Last quarter',
  'period.custom': 'Custom',

  'coverage.through': 'Data through {day}.',
  'coverage.provisional': {
    one: 'The last day may still change.',
    other: 'The last {count} days may still change.',
  },
  'coverage.compared': 'Changes compare {period} with {previous}.',

  'answer.active': { one: 'Active on {active} of one day', other: 'Active on {active} of {count} days' },
  'answer.mostly': '{days}, mostly in {product}',
  'answer.previous': '{compared} through {day}, {active} of {count} before.',

  'change.was': '(was {previous})',
  'change.counts': 'from {previous} to {value}',
  'change.perDay': '{percent} per day',
  'change.total': '{value} in total',
  'change.points': { one: '{count} point', other: '{count} points' },
  'change.new': 'none before',
  'change.none': 'none',
  'change.same': 'same as before',
  'change.up': 'up {amount}',
  'change.down': 'down {amount}',
  'change.about': 'about the same',

  'value.atLeast': 'at least',
  'value.partial': 'partial',
  'value.nothingProposed': 'nothing proposed',
  'value.notReported': 'not reported',

  'product.activeDays': { one: 'one active day', other: '{count} active days' },
  'product.none': 'No activity in this period.',
  'product.noneRead': 'No activity on the days that were read.',
  'product.unknown': 'Not known.',

  'table.show': 'Show as table',
  'table.hide': 'Show as charts',

  'footer.promise': 'Counts only, never conversations, prompts, code or files. Usage is context, not performance.',
  'who.title': 'Who can see this',
  'about.title': 'About this data',
} as const

/** A key of `enStatsPanel`. */
export type StatsPanelText = keyof typeof enStatsPanel
