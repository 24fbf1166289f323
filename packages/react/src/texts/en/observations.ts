import { en as observationTexts } from '@windmill/claude-core/observations/en'

const conversationTexts = {
  'ask.label': 'Ask:',
  'own.label': 'Bring up:',

  'conversation.list': 'What stands out',
  'conversation.nothing.title': 'Nothing stands out',
  'conversation.nothing.text':
    'Nothing is new, nothing stopped, and there is no change beyond normal variation. The work itself is for the conversation, not for these numbers.',
  'conversation.leftOut': 'Changes on fewer than {events} events, or {proposals} proposed edits, are left out.',
  'conversation.context': 'Usage is context, not performance.',
  'conversation.numbers': 'The numbers by product',

  'oneOnOne.tooFewDays.title': 'Not enough days yet',
  'oneOnOne.tooFewDays.none':
    'The last 1:1 was on {day}, and Claude has not published a day since. Figures come about a day later.',
  'oneOnOne.tooFewDays.few': {
    one: 'The last 1:1 was on {day}, and Claude has published one day since. From five days on, changes appear here.',
    other:
      'The last 1:1 was on {day}, and Claude has published {count} days since. From five days on, changes appear here.',
  },
  'oneOnOne.add': 'Add',
  'oneOnOne.addOne': 'Add to the agenda: {title}',
  'oneOnOne.addAll': 'Add all to agenda',
  'oneOnOne.added': 'Added',
  'oneOnOne.addedOne': 'Added to the agenda: {title}',
  'oneOnOne.addedAll': 'All of it was added to the agenda.',

  'review.changed': 'What changed most',
  'review.unchanged': 'Unchanged',
  'review.all': 'All twenty figures, by product',
  'review.add': 'Add to review',
  'review.added': 'Added to the review.',
  'review.copy': 'Copy',
  'review.copied': 'Copied.',
  'review.notCopied': 'The browser does not allow copying here. Select the text and copy it by hand.',
  'review.context':
    'Usage is context, not performance: it shows which tools were used and how often, not what the work was worth.',
  'review.source': 'Source: daily counts from Claude’s Analytics API, never conversations, prompts, code or files.',

  'document.compared': '{period}, compared with {previous}',
  'document.notCompared': '{period}, without a comparison',
  'document.stat': 'Figure',
  'document.value': 'Period',
  'document.previous': 'Before',
  'document.unused': 'Without activity: {products}.',
  'document.unusedRead': 'Without activity on the days that were read: {products}.',
  'document.coverage': 'About this data',
  'document.partial': '{stat}: {reason}',
} as const

/** English texts of `OneOnOneStats` and `ReviewStats`, with core’s observation texts. */
export const enObservations: typeof observationTexts & typeof conversationTexts = {
  ...observationTexts,
  ...conversationTexts,
}

/** A key of `enObservations`. */
export type ObservationsText = keyof typeof enObservations
