/** The texts of the days that could not be read, in English. Why they could not stands in core's `dayFailures`. */
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
  'failures.never': {
    one: '{days}: tried once, and not again.',
    other: '{days}: tried {count} times, and not again.',
  },
} as const
