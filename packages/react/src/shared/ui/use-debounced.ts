'use client'

import { useEffect, useState } from 'react'

const delayMs = 250

/**
 * Returns `value` once it has not changed for 250 ms, and until then the value before. So typing does not send a
 * request per letter.
 */
export const useDebounced = (value: string): string => {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return debounced
}
