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
 * needs React DOM for this, which this package does not depend on.
 */
export const useVirtualizer = (given: UseVirtualizerOptions): Virtualizer<ScrollElement, ScrollElement> => {
  const [changes] = useState(createChangeCounter)
  useSyncExternalStore(changes.subscribe, changes.read, changes.read)
  const options = {
    ...given,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: changes.increment,
  }
  const [virtualizer] = useState(() => new Virtualizer<ScrollElement, ScrollElement>(options))
  virtualizer.setOptions(options)
  useIsomorphicLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useIsomorphicLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}

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
