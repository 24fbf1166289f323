'use client'

import { useEffect, useState } from 'react'

const delayMs = 250

/**
 * Returns the newest `value` that has stayed the same for 250 ms, so that typing does not send a request per letter.
 */
export const useDebounced = (value: string): string => {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return debounced
}
