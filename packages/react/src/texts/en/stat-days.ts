/** English texts of the days behind a figure. */
export const enStatDays = {
  'days.loading': 'Loading the days',
  'days.sum': 'The figure is the sum of these days.',
  'days.ratio': 'The rate is the sum of the accepted edits, divided by the sum of the proposed edits.',
  'days.activeSum':
    'The figure is the number of days with “yes”. A day is active if at least one count of the product is above zero.',
  'days.of': 'Days of',
  'days.caption': 'Days behind {stat}, {period}',
  'days.active': 'Active days',
  'days.any': 'Any product',
  'days.yes': 'yes',
  'days.no': 'no',
  'days.accepted': 'Accepted',
  'days.proposed': 'Proposed',
  'days.readOn': 'Read on',
  'days.readAt': 'Read at (UTC)',
  'days.state': 'State',
  'days.source': 'Source',
  'days.total': 'Sum',
  'days.quotient': '{accepted} ÷ {proposed} = {rate}',
  'days.settled': 'settled',
  'days.notServed': 'not provided by Claude',
  'days.notKept': 'not kept',
  'days.lowerBound': 'lower bound',
  'days.source.report': 'report',
  'days.source.incomplete': 'incomplete report',
  'days.source.users': 'list of users',
  'days.source.kept': 'partly an earlier read',
  'days.source.final': 'report and an earlier read',
  'days.csv': 'Download CSV',
  'days.changed': 'Days were read again after this figure was loaded.',
  'days.reload': 'Load the figure again',
} as const

/** A key of `enStatDays`. */
export type StatDaysText = keyof typeof enStatDays
