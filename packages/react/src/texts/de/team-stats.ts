import type { TextsOf } from '../text-types.ts'
import type { enTeamStats } from '../en/team-stats.ts'

/** The texts of `TeamStats` before its table is there, in German. */
export const deTeamStats: TextsOf<typeof enTeamStats> = {
  'team.title': 'Claude-Nutzung im Team',
  'team.loading': 'Claude-Nutzung des Teams wird geladen',
}
