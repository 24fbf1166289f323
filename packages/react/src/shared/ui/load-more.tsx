'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import type { Paging } from '../../data/query/paging.ts'
import { Button } from './button.tsx'
import { FailureNote } from './failure-note.tsx'

interface LoadMoreProps {
  readonly paging: Paging
  /** What the button says. */
  readonly children: string
}

/** Stands beside a list that comes in pages. Once a page is there, the first item of it gets the focus. */
export const LoadMore = ({ paging, children }: LoadMoreProps): ReactNode => {
  const { onMore, isLoading, problem } = paging
  const place = useRef<HTMLDivElement>(null)
  const seen = useRef<number | null>(null)
  const items = () => place.current?.parentElement?.querySelectorAll<HTMLElement>('li[tabindex]') ?? []

  useEffect(() => {
    if (isLoading || seen.current === null) return
    const first = items()[seen.current]
    seen.current = null
    if (first) first.focus()
    else if (document.activeElement === document.body) place.current?.focus()
  })

  return (
    <div ref={place} className="claude-More" tabIndex={-1}>
      {problem && <FailureNote failure={problem} />}
      {onMore && (
        <Button
          busy={isLoading}
          onClick={() => {
            seen.current = items().length
            onMore()
          }}
        >
          {children}
        </Button>
      )}
    </div>
  )
}
