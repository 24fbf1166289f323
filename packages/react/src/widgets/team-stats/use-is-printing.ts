'use client'

import { useSyncExternalStore } from 'react'

/** Returns whether the page is being printed. A component renders what it shows on paper before the browser prints. */
export const useIsPrinting = (): boolean => useSyncExternalStore(subscribe, readIsPrinting, () => false)

let isPrinting = false

const readIsPrinting = () => isPrinting

const subscribe = (listener: () => void) => {
  const onChange = ({ type }: Event) => {
    isPrinting = type === 'beforeprint'
    listener()
  }
  addEventListener('beforeprint', onChange)
  addEventListener('afterprint', onChange)
  return () => {
    removeEventListener('beforeprint', onChange)
    removeEventListener('afterprint', onChange)
  }
}
