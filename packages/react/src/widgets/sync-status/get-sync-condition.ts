import type { ConnectionResponse } from '@windmill/claude-core'

/** The condition of a connection and its sync, which the status pill shows. */
export type SyncCondition = ConnectionResponse['status'] | 'backfill' | 'syncing' | 'failing' | 'gaps'

/** Returns the most important condition that applies to a connection. A failure counts until the next sync begins. */
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
