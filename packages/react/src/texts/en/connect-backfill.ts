/** English texts of the backfill’s progress. */
export const enConnectBackfill = {
  'backfill.title': 'Reading the history that Claude serves',
  'backfill.progress': '{done} of {total} days',
  'backfill.left': 'about {time} left',
  'backfill.reading': 'Reading {day}.',
  'backfill.waiting': 'Reading goes on at {time}.',
  'backfill.requests': {
    one: 'One more request to Claude.',
    other: 'About {count} more requests to Claude.',
  },
  'backfill.since': 'Newest first: everything since {day} is already there.',
  'backfill.sinceExcept': 'Newest first: everything since {day} is already there, except {missing}.',
  'backfill.soon': 'Newest first. The first numbers appear within the hour.',
} as const
