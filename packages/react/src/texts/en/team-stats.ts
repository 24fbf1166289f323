/** The texts of `TeamStats` before its table is there, in English. */
export const enTeamStats = {
  'team.title': 'Claude usage in the team',
  'team.loading': 'Loading the team’s Claude usage',
} as const
