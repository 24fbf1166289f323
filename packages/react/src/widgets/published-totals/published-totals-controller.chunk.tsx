'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { useTotals } from '../../data/hooks/use-totals.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { PublishedTotalsView } from './published-totals-view.tsx'

interface PublishedTotalsControllerProps {
  readonly query: ReturnType<typeof useTotals>
  readonly connection: ConnectionResponse | undefined
  readonly headingLevel: HeadingLevel
}

/** The lazily loaded part of `PublishedTotals`: the view with its data. */
export const PublishedTotalsController = (props: PublishedTotalsControllerProps): ReactNode => {
  const { query, connection, headingLevel } = props
  const { data, error, refetch } = query
  const [areAllShown, setAreAllShown] = useState(false)
  return (
    <PublishedTotalsView
      weeks={data?.weeks ?? null}
      seats={data?.seats ?? null}
      problem={error && !data ? toClaudeProblem(error) : null}
      onRetry={() => void refetch()}
      connection={connection}
      areAllShown={areAllShown}
      onToggleAll={() => setAreAllShown(!areAllShown)}
      headingLevel={headingLevel}
    />
  )
}
