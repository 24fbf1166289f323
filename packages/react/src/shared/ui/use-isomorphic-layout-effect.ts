import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, which does nothing on a server: React 18 warns of that. */
export const useIsomorphicLayoutEffect: typeof useLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect
