import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConversation } from '../en/conversation.ts'

/** German texts of `OneOnOneStats` and `ReviewStats` that show before their figures load. */
export const deConversation: TextsOf<typeof enConversation> = {
  'oneOnOne.title': 'Seit dem letzten 1:1',
  'oneOnOne.titleSettled': 'Für das 1:1',
  'review.title': 'Claude-Nutzung, {label}',
  'conversation.compared': '{period}, verglichen mit {previous}',
  'conversation.newerDays': {
    one: 'ein neuerer Tag trifft noch ein',
    other: '{count} neuere Tage treffen noch ein',
  },
  'conversation.loading': 'Claude-Nutzung wird geladen',
}
