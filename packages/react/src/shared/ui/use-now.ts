'use client'

import { useSyncExternalStore } from 'react'

const stepMs = 15_000

const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, stepMs)
  return () => clearInterval(timer)
}

/** Rounded down to a step, because `useSyncExternalStore` needs a stable value. */
const readNow = () => Math.floor(Date.now() / stepMs) * stepMs

/** Returns the time in milliseconds since 1970, updated every 15 seconds. Null on a server and while hydrating. */
export const useNow = (): number | null => useSyncExternalStore<number | null>(subscribe, readNow, () => null)
