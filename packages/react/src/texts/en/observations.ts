import { en as observationTexts } from '@windmill/claude-core/observations/en'

const conversationTexts = {
  'ask.label': 'Ask:',
  'own.label': 'Bring up:',

  'conversation.list': 'What stands out',
  'conversation.nothing.title': 'Nothing stands out',
  'conversation.nothing.text':
    'Nothing is new, nothing stopped, and there is no change beyond normal variation. The work itself is for the conversation, not for these numbers.',
  'conversation.leftOut':
    'At most one change per product is listed. Changes within normal variation, or on fewer than {events} events or {proposals} proposed edits, are left out.',
  'conversation.note': 'The employee’s note: {note}',
  'conversation.ownNote': 'My note: {note}',
  'conversation.context': 'Usage is context, not performance.',
  'conversation.all': 'All figures',

  'conversation.early.title': 'No day of this period is settled yet',
  'conversation.early.text':
    'Figures come about a day later, and may change for seven days more. Then they appear here.',

  'choice.addAll': 'Add all {count}',
  'choice.pick': 'Add to',
  'choice.cancel': 'Cancel',
  'choice.edit': 'Edit',
  'choice.sentence': 'Sentence: {title}',
  'choice.undo': 'Undo',
  'choice.undone': 'Taken back',
  'choice.show': 'Show',
  'choice.dismiss': 'Dismiss',
  'choice.dismissedOne': 'Dismissed',
  'choice.restore': 'Restore',
  'choice.restored': 'Restored',
  'choice.dismissed': { one: 'One dismissed', other: '{count} dismissed' },
  'choice.showDismissed': 'Show',
  'choice.hideDismissed': 'Hide',

  'oneOnOne.add': 'Add to agenda',
  'oneOnOne.added': 'On the agenda',
  'oneOnOne.newerDays':
    'The days since your last 1:1 on {day} are still arriving. These are the last days that no longer change.',

  'review.changed': 'What changed most',
  'review.unchanged': 'Unchanged',
  'review.add': 'Add to review',
  'review.added': 'In the review',
  'review.addTo': 'Add to…',
  'review.addedTo': 'Added to {question}',
  'review.copy': 'Copy as text',
  'review.copied': 'Copied',
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
