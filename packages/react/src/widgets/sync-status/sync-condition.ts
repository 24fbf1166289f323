import type { ConnectionResponse } from '@windmill/claude-core'

/** The state of the sync in one word. When several apply, the most important one. */
export type SyncCondition = ConnectionResponse['status'] | 'backfill' | 'syncing' | 'failing' | 'gaps'

/** Computes the condition of a connection. */
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
