'use client'

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { useState, useSyncExternalStore } from 'react'
import { useBeforePaint } from '../hooks/use-before-paint.ts'

type Element = HTMLDivElement
type Options = Pick<
  VirtualizerOptions<Element, Element>,
  'count' | 'getScrollElement' | 'initialRect' | 'estimateSize' | 'getItemKey' | 'overscan' | 'rangeExtractor'
>

/**
 * The rows in view of an element that scrolls. When others come into view, they are drawn before the browser paints, as
 * React does for stores outside of it: however fast someone scrolls, they see no empty place. (TanStack's own binding does
 * it with the help of React DOM, which this package does without.)
 */
export const useVirtualizer = (given: Options): Virtualizer<Element, Element> => {
  const [moves] = useState(countMoves)
  useSyncExternalStore(moves.subscribe, moves.read, moves.read)
  const onChange = moves.add
  const options = { ...given, observeElementRect, observeElementOffset, scrollToFn: elementScroll, onChange }
  const [virtualizer] = useState(() => new Virtualizer<Element, Element>(options))
  virtualizer.setOptions(options)
  useBeforePaint(() => virtualizer._didMount(), [virtualizer])
  useBeforePaint(() => virtualizer._willUpdate())
  return virtualizer
}

const countMoves = () => {
  const listeners = new Set<() => void>()
  let count = 0
  return {
    read: () => count,
    add: () => {
      count += 1
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
