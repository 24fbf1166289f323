/** English texts of the list of days that could not be read. Core’s `dayFailures` has the reasons. */
export const enConnectFailures = {
  'failures.title': 'Days that failed: why, and what happens next',
  'failures.newest': 'The newest {count} days that failed: why, and what happens next',
  'failures.again': {
    one: '{days}: tried once, again {when}.',
    other: '{days}: tried {count} times, again {when}.',
  },
  'failures.next': {
    one: '{days}: tried once, again with the next sync.',
    other: '{days}: tried {count} times, again with the next sync.',
  },
} as const
