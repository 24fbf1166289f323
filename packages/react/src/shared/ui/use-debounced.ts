'use client'

import { useEffect, useState } from 'react'

const delay = 250

/** A value once it has stayed the same for a moment: what someone types is not asked for letter by letter. */
export const useDebounced = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
