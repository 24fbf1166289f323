'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import type { Paging } from '../../data/query/paging.ts'
import { Button } from './button.tsx'
import { FailureNote } from './failure-note.tsx'

interface LoadMoreProps {
  readonly paging: Paging
  /** The label of the button. */
  readonly children: string
}

/** The button below a paginated list. When a page has loaded, the focus moves to its first item. */
export const LoadMore = ({ paging, children }: LoadMoreProps): ReactNode => {
  const { onLoadMore, isLoading, problem } = paging
  const container = useRef<HTMLDivElement>(null)
  // The number of items before a page was requested. Null while no page is loading.
  const previousCount = useRef<number | null>(null)
  const findListItems = () => container.current?.parentElement?.querySelectorAll<HTMLElement>('li[tabindex]') ?? []

  useEffect(() => {
    if (isLoading || previousCount.current === null) return
    const firstNewItem = findListItems()[previousCount.current]
    previousCount.current = null
    if (firstNewItem) firstNewItem.focus()
    // The button has disappeared and took the focus with it.
    else if (document.activeElement === document.body) container.current?.focus()
  })

  return (
    <div ref={container} className="claude-LoadMore" tabIndex={-1}>
      {problem && <FailureNote failure={problem} />}
      {onLoadMore && (
        <Button
          isBusy={isLoading}
          onClick={() => {
            previousCount.current = findListItems().length
            onLoadMore()
          }}
        >
          {children}
        </Button>
      )}
    </div>
  )
}
