/** English texts of `TeamStats` that show before its table loads. */
export const enTeamStats = {
  'team.title': 'Claude usage in the team',
  'team.loading': 'Loading the team’s Claude usage',
} as const
