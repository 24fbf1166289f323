import type { TextsOf } from '@windmill/claude-core/observations'
import type { enTeamStats } from '../en/team-stats.ts'

/** German texts of `TeamStats` that show before its table loads. */
export const deTeamStats: TextsOf<typeof enTeamStats> = {
  'team.title': 'Claude-Nutzung im Team',
  'team.loading': 'Claude-Nutzung des Teams wird geladen',
}
