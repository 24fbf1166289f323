import type { AdoptionTeam } from '@windmill/claude-core'
import { minShareGroup } from './format-share.ts'

/**
 * Computes the change of a group's weekly share of active people in whole percentage points. Null if a share is unknown
 * or means little, because the group has fewer than `minShareGroup` people.
 */
export const computePointsChange = ({
  weekly,
  previousWeekly,
}: Pick<AdoptionTeam, 'weekly' | 'previousWeekly'>): number | null => {
  const [current, previous] = [weekly, previousWeekly].map(({ people, active: { any } }) =>
    any === null || people === null || people < minShareGroup ? null : Math.round((100 * any) / people),
  )
  return current == null || previous == null ? null : current - previous
}
