import type { Permission } from '@windmill/claude-react'

/** Whether a viewer may see the totals, by the permissions of `GET /viewer`. It leaves out what would be refused. */
export const canSeeTotals = (permissions: readonly Permission[]): boolean => permissions.includes('totals:view')
