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

/** The button below a paginated list. When a page has loaded, its first item gets the focus. */
export const LoadMore = ({ paging, children }: LoadMoreProps): ReactNode => {
  const { onMore, isLoading, problem } = paging
  const container = useRef<HTMLDivElement>(null)
  const previousCount = useRef<number | null>(null)
  const listItems = () => container.current?.parentElement?.querySelectorAll<HTMLElement>('li[tabindex]') ?? []

  useEffect(() => {
    if (isLoading || previousCount.current === null) return
    const firstNew = listItems()[previousCount.current]
    previousCount.current = null
    if (firstNew) firstNew.focus()
    else if (document.activeElement === document.body) container.current?.focus()
  })

  return (
    <div ref={container} className="claude-LoadMore" tabIndex={-1}>
      {problem && <FailureNote failure={problem} />}
      {onMore && (
        <Button
          busy={isLoading}
          onClick={() => {
            previousCount.current = listItems().length
            onMore()
          }}
        >
          {children}
        </Button>
      )}
    </div>
  )
}
