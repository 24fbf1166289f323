/** English texts of the list of who can see an employee’s stats. */
export const enWhoCanSee = {
  'who.you': 'You',
  'who.selfUnnamed': 'The person themself',
  'who.left': '{name} has left and sees nothing',
  'who.managers': 'The managers above them, at every level',
  'who.managersOwn': 'The managers above you, at every level',
  'who.managersAre': 'The managers above, at every level: {names}',
  'who.noManagers': 'No manager: the directory names none',
  'who.stale': 'No manager for now: your company’s directory has not been read for days',
  'who.others': 'Whoever stands in for one of them, and people your company allows to see everyone’s figures',
  'who.everyone': 'People your company allows to see everyone’s figures',
  'who.nobodyElse': 'Nobody else',
  'who.never': 'Never peers, and nobody outside the organization',
} as const
