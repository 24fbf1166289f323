/** English texts of the figures in `AdoptionOverview`. Core’s catalog has the product names. */
export const enAdoptionDetails = {
  'adoption.used': { one: 'of one person used Claude', other: 'of {count} people used Claude' },
  'adoption.everyone': 'Everyone in the directory who was employed in this period.',
  'adoption.part': 'Everyone below {name}, at every level, who was employed in this period.',
  'adoption.linked': '{linked} matched to a Claude account.',
  'adoption.unlinked': {
    one: 'No data for the other one.',
    other: 'No data for the other {count}.',
  },
  'adoption.notMatched': '{count} not matched',
  'adoption.notShown': {
    one: 'One more person is not counted: their figures are not shown.',
    other: '{count} more people are not counted: their figures are not shown.',
  },
  'adoption.excluded': {
    one: 'One person is excluded: nothing of theirs is read.',
    other: '{count} people are excluded: nothing of theirs is read.',
  },
  'adoption.small': 'With so few people, a trend means little.',
  'adoption.weekly': 'Weekly active people, on average',
  'adoption.weekly.of': 'of {people} people',
  'adoption.weekly.weeks': { one: 'In one settled week, {weeks}', other: 'Over {count} settled weeks, {weeks}' },
  'adoption.weekly.compared': {
    one: 'In one settled week, {weeks}, compared with {previous}',
    other: 'Over {count} settled weeks, {weeks}, compared with {previous}',
  },
  'adoption.weekly.none': 'Known once this period has a whole week that no longer changes.',
  'adoption.weekly.head': 'Weekly active',
  'adoption.weekly.few': '{active} of {people}',
  'adoption.inPeriod': 'In this period',

  'adoption.time': 'Active people {bucket}',
  'adoption.any': 'Any product',
  'adoption.point.people': { one: 'one person', other: '{count} people' },
  'adoption.numbers': '{title}, in numbers',

  'adoption.products': 'By product',
  'adoption.products.note': 'People who use two products are counted in both.',
  'adoption.product': 'Product',
  'adoption.trend': 'Trend',
  'adoption.people': 'People',
  'adoption.change': 'Change',

  'adoption.engagement': 'How often people use it',
  'adoption.engagement.note': 'With any product, on the days that were read.',
  'adoption.new': 'New',
  'adoption.new.text': 'Active in this period, and on no recorded day before.',
  'adoption.regular': 'Regular',
  'adoption.regular.text': {
    one: 'Active on {days} of {count} day that was read.',
    other: 'Active on at least {days} of {count} read days, weekends included.',
  },
  'adoption.occasional': 'Occasional',
  'adoption.occasional.text': 'Active on fewer days than that.',
  'adoption.lapsed': 'Lapsed',
  'adoption.lapsed.text': 'Active in the previous period, not in this one, and still employed.',
  'adoption.engagement.few': 'With so few days, these counts mean little.',
  'adoption.engagement.unknown': 'not known',
  'adoption.engagement.why':
    'New people are known only once all of the previous period is read. Until then, they count as regular or occasional.',
  'adoption.engagement.whyLapsed': 'Lapsed people are known only once all of this period and the previous one is read.',

  'adoption.teams': 'By team',
  'adoption.groups': 'By {label}',
  'adoption.groups.choose': 'Group people by',
  'adoption.groups.none': 'Not given',
  'adoption.groups.note': 'Average per settled week, by today’s teams. Percentages from 10 people up.',
  'adoption.teams.none': 'Nobody here leads a team.',
  'adoption.team': 'Team',
  'adoption.team.of': 'Team of {name}',
  'adoption.team.rest': 'Everyone else',
  'adoption.points': { one: '1 point', other: '{count} points' },
  'adoption.points.unknown': 'not known, or too few people',

  'adoption.promise': 'Counts of people, without names. Usage is context, not performance.',
  'adoption.who':
    'Managers see everyone below them, as does whoever stands in for them. Your company can let others see everyone.',

  'adoption.empty.not_matched.title': 'Nobody is matched to a Claude account yet',
  'adoption.empty.not_matched.text':
    'If they use Claude, their e‑mails there are probably different from the ones here. An admin can link their accounts in the list of Claude users. All days that were read then appear at once.',
  'adoption.empty.not_matched.admin':
    'If they use Claude, their e‑mails there are probably different from the ones here. Link their accounts in the list of Claude users, in the settings. All days that were read then appear at once.',
  'adoption.empty.nobody.title': 'There is no one to show',
  'adoption.empty.nobody.text': 'No one in the directory was employed in this period.',
  'adoption.empty.not_found.title': 'This page is for managers',
  'adoption.empty.not_found.text':
    'Managers see how many of the people below them use Claude. The directory names nobody below you.',
} as const

/** A key of `enAdoptionDetails`. */
export type AdoptionDetailsText = keyof typeof enAdoptionDetails
