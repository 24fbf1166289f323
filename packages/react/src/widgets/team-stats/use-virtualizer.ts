'use client'

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { useState, useSyncExternalStore } from 'react'
import { useIsomorphicLayoutEffect } from '../../shared/ui/use-isomorphic-layout-effect.ts'

type ScrollElement = HTMLDivElement
type UseVirtualizerOptions = Pick<
  VirtualizerOptions<ScrollElement, ScrollElement>,
  'count' | 'getScrollElement' | 'initialRect' | 'estimateSize' | 'getItemKey' | 'overscan' | 'rangeExtractor'
>

/**
 * TanStack's virtualizer for the rows of a scrolling element. New rows are rendered before the browser paints, because
 * `useSyncExternalStore` updates are synchronous: fast scrolling never shows a blank area. TanStack's own React binding
 * needs React DOM for this, and this package does not depend on React DOM.
 */
export const useVirtualizer = (options: UseVirtualizerOptions): Virtualizer<ScrollElement, ScrollElement> => {
  const [changeCounter] = useState(createChangeCounter)
  useSyncExternalStore(changeCounter.subscribe, changeCounter.read, changeCounter.read)
  const allOptions = {
    ...options,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: changeCounter.increment,
  }
  const [virtualizer] = useState(() => new Virtualizer<ScrollElement, ScrollElement>(allOptions))
  virtualizer.setOptions(allOptions)
  useIsomorphicLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useIsomorphicLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}

/** Counts the virtualizer's changes. A new count makes React render again. */
const createChangeCounter = () => {
  const listeners = new Set<() => void>()
  let count = 0
  return {
    read: () => count,
    increment: () => {
      count += 1
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
