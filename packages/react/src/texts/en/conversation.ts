/** English texts of `OneOnOneStats` and `ReviewStats` that show before their figures load. */
export const enConversation = {
  'oneOnOne.title': 'Since your last 1:1',
  'oneOnOne.titleSettled': 'For your 1:1',
  'review.title': 'Claude usage, {label}',
  'conversation.compared': '{period}, compared with {previous}',
  'conversation.newerDays': { one: 'one newer day still arriving', other: '{count} newer days still arriving' },
  'conversation.loading': 'Loading Claude usage',
} as const

/** A key of `enConversation`. */
export type ConversationText = keyof typeof enConversation
