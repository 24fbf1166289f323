'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { useEffect, useRef } from 'react'

/** Refetches the displayed stats after each sync, so that an open page shows newly read days. */
export const useRefetchAfterSync = (
  connection: ConnectionResponse | undefined,
  refetch: UseQueryResult['refetch'],
): void => {
  const syncKey = connection && `${connection.lastSyncAt} ${connection.coverage?.through}`
  const previousKey = useRef(syncKey)
  useEffect(() => {
    // Every widget of a page does this. With `cancelRefetch: false`, widgets with the same query share one request.
    if (previousKey.current !== undefined && previousKey.current !== syncKey) void refetch({ cancelRefetch: false })
    previousKey.current = syncKey
  }, [refetch, syncKey])
}
