import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, replaced by `useEffect` on a server, where React 18 warns about it. */
export const useIsomorphicLayoutEffect: typeof useLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect
