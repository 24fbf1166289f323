'use client'

import { useEffect, useState } from 'react'

const delayMs = 250

/**
 * Returns the latest value that did not change for 250 ms, so that typing does not send a request per letter. At first,
 * returns the initial value.
 */
export const useDebounced = (value: string): string => {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), delayMs)
    return () => clearTimeout(timer)
  }, [value])
  return debounced
}
