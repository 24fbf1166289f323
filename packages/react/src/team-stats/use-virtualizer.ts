'use client'

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { useLayoutEffect, useReducer, useState } from 'react'

type Element = HTMLDivElement
type Options = Pick<
  VirtualizerOptions<Element, Element>,
  'count' | 'getScrollElement' | 'estimateSize' | 'getItemKey' | 'overscan' | 'rangeExtractor'
>

/**
 * The rows in view of an element that scrolls. Draws again when others come into view. (TanStack's own binding does the
 * same with the help of React DOM, which this package does without.)
 */
export const useVirtualizer = (given: Options): Virtualizer<Element, Element> => {
  const [, draw] = useReducer((times: number) => times + 1, 0)
  const options = { ...given, observeElementRect, observeElementOffset, scrollToFn: elementScroll, onChange: draw }
  const [virtualizer] = useState(() => new Virtualizer<Element, Element>(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  return virtualizer
}
