import type { Permission } from '@windmill/claude-react'

/** Returns whether the permissions include the totals. The server may still refuse them to a manager. */
export const canSeeTotals = (permissions: readonly Permission[]): boolean => permissions.includes('totals:view')
