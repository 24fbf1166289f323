'use client'

import { addDays, type Coverage, dayAt, provisionalDays } from '@windmill/claude-core'
import { useState } from 'react'
import { useConnection } from '../../data/hooks/use-connection.ts'

/**
 * Returns the part of the coverage that decides which days are settled. Null while the connection loads. If the
 * coverage is unknown, the days that Claude cannot have settled yet count as provisional.
 */
export const useSettledInput = (): Pick<Coverage, 'through' | 'provisionalFrom'> | null => {
  const [today] = useState(() => dayAt(Date.now()))
  const { data, isPending } = useConnection()
  if (isPending) return null
  return data?.coverage ?? { through: addDays(today, -1), provisionalFrom: addDays(today, -provisionalDays) }
}
