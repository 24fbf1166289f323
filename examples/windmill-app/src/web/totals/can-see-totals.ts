import type { Permission } from '@windmill/claude-react'

/** Whether a viewer may see the totals. Whoever may see everyone's figures has the adoption of the company instead. */
export const canSeeTotals = (permissions: readonly Permission[]): boolean =>
  permissions.includes('totals:view') && !permissions.includes('people:view')
