'use client'

import { useSyncExternalStore } from 'react'

const step = 15_000

const subscribe = (changed: () => void) => {
  const timer = setInterval(changed, step)
  return () => clearInterval(timer)
}

/** In steps, so that it stays the same within a render. */
const read = () => Math.floor(Date.now() / step) * step

/** The time in milliseconds since 1970, moving on by itself; null on a server and while hydrating. */
export const useNow = (): number | null => useSyncExternalStore<number | null>(subscribe, read, () => null)
