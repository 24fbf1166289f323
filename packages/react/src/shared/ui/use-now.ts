'use client'

import { useSyncExternalStore } from 'react'

const updateIntervalMs = 15_000

const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, updateIntervalMs)
  return () => clearInterval(timer)
}

/**
 * Reads the clock, rounded down to an interval, because `useSyncExternalStore` needs the same value between updates.
 */
const readNow = () => Math.floor(Date.now() / updateIntervalMs) * updateIntervalMs

/**
 * Returns the current time in milliseconds since 1970, updated every 15 seconds. Null on a server and while hydrating.
 */
export const useNow = (): number | null => useSyncExternalStore<number | null>(subscribe, readNow, () => null)
