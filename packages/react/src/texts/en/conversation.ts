/** The texts of `OneOnOneStats` and `ReviewStats` that stand there at once, in English. */
export const enTalks = {
  'oneOnOne.title': 'Since your last 1:1',
  'review.title': 'Claude usage, {label}',
  'talks.loading': 'Loading Claude usage',
} as const
