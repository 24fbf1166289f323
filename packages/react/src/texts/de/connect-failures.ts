import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConnectFailures } from '../en/connect-failures.ts'

/** German texts of the list of days that could not be read. */
export const deConnectFailures: TextsOf<typeof enConnectFailures> = {
  'failures.title': 'Tage, die sich nicht lesen ließen: warum, und wie es weitergeht',
  'failures.newest': 'Die neuesten {count} Tage, die sich nicht lesen ließen: warum, und wie es weitergeht',
  'failures.again': {
    one: '{days}: einmal versucht, wieder {when}.',
    other: '{days}: {count}-mal versucht, wieder {when}.',
  },
  'failures.next': {
    one: '{days}: einmal versucht, wieder beim nächsten Lesen.',
    other: '{days}: {count}-mal versucht, wieder beim nächsten Lesen.',
  },
}
