import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, but `useEffect` on a server, because React 18 warns about `useLayoutEffect` there. */
export const useIsomorphicLayoutEffect: typeof useLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect
