import type { ConnectionResponse } from '@windmill/claude-core'

/** How things stand, in one word: what matters most of all that is true. */
export type Standing = ConnectionResponse['status'] | 'backfill' | 'syncing' | 'failing' | 'gaps'

export const standingOf = ({ status, backfill, syncing, coverage, lastFailure }: ConnectionResponse): Standing => {
  if (lastFailure && !syncing) return 'failing'
  if (status !== 'connected') return status
  if (backfill) return 'backfill'
  if (syncing) return 'syncing'
  return coverage && coverage.missing.length > 0 ? 'gaps' : 'connected'
}
