import type { TextsOf } from '@windmill/claude-core/observations'
import type { enConversation } from '../en/conversation.ts'

/** German texts of `OneOnOneStats` and `ReviewStats` that show before their figures load. */
export const deConversation: TextsOf<typeof enConversation> = {
  'oneOnOne.title': 'Seit dem letzten 1:1',
  'review.title': 'Claude-Nutzung, {label}',
  'conversation.loading': 'Claude-Nutzung wird geladen',
}
