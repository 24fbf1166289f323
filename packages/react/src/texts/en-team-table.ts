/** The texts of the table of `TeamStats`, in English. */
export const enTeamTable = {
  'team.people': {
    one: 'One person, {matched} matched to Claude',
    other: '{count} people, {matched} matched to Claude',
  },
  'team.found': { one: '{count} of {all} people', other: '{count} of {all} people' },
  'team.search': 'Search by name',
  'team.columns': 'Columns',
  'team.trend': 'Over time',
  'team.noTrend': 'Nothing over time',
  'team.changes': 'Change against the period before',
  'team.csv': 'Download CSV',
  'team.name': 'Name',
  'team.perDay': '{stat}, per day',
  'team.perWeek': '{stat}, per week',
  'team.perMonth': '{stat}, per month',
  'team.total': { one: 'One person', other: 'All {count} people' },
  'team.notMatched': 'not matched',
  'team.archived': 'archived on {day}',
  'team.soon': 'loading',
  'team.unknown': 'not known',
  'team.atLeast': 'at least',
  'team.partial': 'partial',
  'team.updating': 'Loading what was chosen',
  'team.promise':
    'Usage is context, not performance. People stand in the order of their names unless you sort by a column.',
  'team.nobody.title': 'Nobody is in this team',
  'team.nobody.text':
    'Here is everyone below a manager, as the directory has it. In the directory nobody has {name} as their manager.',
  'team.unfound.title': 'Nobody matches “{search}”',
  'team.unfound.text': 'The names of everyone in the team are searched.',
  'team.everyone': 'Show everyone',
  'team.csv.partial': 'Lower bounds and partial rates',
} as const

export type TeamText = keyof typeof enTeamTable
