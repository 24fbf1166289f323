import type { TextsOf } from '../text-types.ts'
import type { enTalks } from '../en/conversation.ts'

/** The texts of `OneOnOneStats` and `ReviewStats` that stand there at once, in German. */
export const deTalks: TextsOf<typeof enTalks> = {
  'oneOnOne.title': 'Seit dem letzten 1:1',
  'review.title': 'Claude-Nutzung, {label}',
  'talks.loading': 'Claude-Nutzung wird geladen',
}
