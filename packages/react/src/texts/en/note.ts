/** English texts of the note that an employee writes about their own figures. */
export const enNote = {
  'note.own': 'Your note',
  'note.theirs': 'Their note',
  'note.add': 'Add a note',
  'note.edit': 'Edit note',
  'note.hint': 'For example “on parental leave”. It is shown wherever others see your figures.',
  'note.left': { one: 'One character left', other: '{count} characters left' },
  'note.tooLong': { one: 'One character too long', other: '{count} characters too long' },
  'note.save': 'Save',
  'note.cancel': 'Cancel',
  'note.saved': 'Saved. Others see it with your figures.',
  'note.removed': 'Removed.',
  'note.failed': 'The note could not be saved. Try again.',
} as const
