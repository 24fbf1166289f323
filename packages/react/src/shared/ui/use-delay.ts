'use client'

import { useEffect, useState } from 'react'

/** Returns whether `isActive` has been true for at least `delayMs`. */
export const useDelay = (isActive: boolean, delayMs: number): boolean => {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (!isActive) return
    const timer = setTimeout(() => setIsOver(true), delayMs)
    return () => {
      clearTimeout(timer)
      setIsOver(false)
    }
  }, [isActive, delayMs])
  return isActive && isOver
}
