import type { ConnectionResponse } from '@windmill/claude-core'

/** How things stand, in one word: what matters most of all that is true. */
export type SyncCondition = ConnectionResponse['status'] | 'backfill' | 'syncing' | 'failing' | 'gaps'

export const getSyncCondition = ({
  status,
  backfill,
  syncing,
  coverage,
  lastFailure,
}: ConnectionResponse): SyncCondition => {
  if (lastFailure && !syncing) return 'failing'
  if (status !== 'connected') return status
  if (backfill) return 'backfill'
  if (syncing) return 'syncing'
  return coverage && coverage.missing.length > 0 ? 'gaps' : 'connected'
}
