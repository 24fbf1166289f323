/** English texts of `OneOnOneStats` and `ReviewStats` that show before their figures load. */
export const enConversation = {
  'oneOnOne.title': 'Since your last 1:1',
  'review.title': 'Claude usage, {label}',
  'conversation.loading': 'Loading Claude usage',
} as const
