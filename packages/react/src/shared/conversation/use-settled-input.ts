'use client'

import { dayAt } from '@windmill/claude-core'
import { useState } from 'react'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { getSettledInput, type SettledInput } from './get-settled-input.ts'

/** Returns which days are settled. Null while the connection loads. */
export const useSettledInput = (): SettledInput | null => {
  const [today] = useState(() => dayAt(Date.now()))
  const { data, isPending } = useConnection()
  return isPending ? null : getSettledInput(data, today)
}
