'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import { useEffect, useRef } from 'react'
import { useClaude } from '../provider.tsx'
import { claudeKey } from '../query/query-keys.ts'

/** Asks for the stats in view again after each sync, so that a page that stays open shows what was read. */
export const useRefetchAfterSync = (connection: ConnectionResponse | undefined): void => {
  const { client, queryClient } = useClaude()
  const sync = connection && `${connection.lastSyncAt} ${connection.coverage?.through}`
  const before = useRef(sync)
  useEffect(() => {
    if (before.current !== undefined && before.current !== sync) {
      // Every widget of a page notices; what is already being asked for is not asked for once more.
      for (const kind of ['employee-stats', 'team-stats']) {
        const queryKey = [...claudeKey(client), kind]
        void queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false })
      }
    }
    before.current = sync
  }, [client, queryClient, sync])
}
