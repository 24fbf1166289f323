'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { useEffect, useRef } from 'react'

/** Asks for the stats in view again after each sync, so that a page that stays open shows what was read. */
export const useRefetchAfterSync = (
  connection: ConnectionResponse | undefined,
  refetch: UseQueryResult['refetch'],
): void => {
  const sync = connection && `${connection.lastSyncAt} ${connection.coverage?.through}`
  const before = useRef(sync)
  useEffect(() => {
    // Every widget of a page notices; what is already being asked for is not asked for once more.
    if (before.current !== undefined && before.current !== sync) void refetch({ cancelRefetch: false })
    before.current = sync
  }, [refetch, sync])
}
