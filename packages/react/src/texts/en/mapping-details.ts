/** English texts of the details of one Claude user: the employee picker, the decisions and the history. */
export const enMappingDetails = {
  'pick.label': 'Who uses it?',
  'pick.placeholder': 'Name or e‑mail of an employee',
  'pick.found': { one: 'One employee', other: '{count} employees' },
  'pick.first': 'The first {count} are listed. Type more to find others.',
  'pick.none': 'Nobody in the directory has this in their name or e‑mail.',
  'pick.searching': 'Searching…',
  'pick.link': 'Link to {name}',

  'decide.unlink': 'Unlink',
  'decide.unlink.text': 'Not {name}, and nobody else so far.',
  'decide.ignore': 'Ignore',
  'decide.ignore.text': 'Nobody in the directory, such as a test account. Leaves the work list.',
  'decide.automatic': 'Back to automatic',
  'decide.automatic.text': 'Let the e‑mail decide again.',

  'history.title': 'Changes',
  'history.by': '{name}: from {from} to {to}',
  'history.rules': 'By the rules: from {from} to {to}',
  'history.nobody': 'nobody',
  'history.ignored': 'ignored',
  'history.none': 'None so far.',
  'history.undo': 'Undo',
} as const
