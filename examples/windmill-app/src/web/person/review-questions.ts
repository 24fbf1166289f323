/** A question of the review form. */
export interface ReviewQuestion {
  readonly id: string
  readonly label: string
  readonly hint?: string
}

/** The questions of a manager's review. */
export const managerQuestions: readonly ReviewQuestion[] = [
  { id: 'impact', label: 'Impact', hint: 'What did they achieve, and what did it change for others?' },
  { id: 'craft', label: 'Craft and ways of working', hint: 'How do they work? Where do they set an example?' },
  { id: 'growth', label: 'Growth', hint: 'One strength to build on, one thing to work on together.' },
]

/** The questions of a self-review. */
export const ownQuestions: readonly ReviewQuestion[] = [
  {
    id: 'proud',
    label: 'What are you most proud of?',
    hint: 'Two or three things, and the difference they made.',
  },
  { id: 'hard', label: 'What was harder than it should have been?' },
  { id: 'next', label: 'What do you want to get better at next quarter?' },
]
