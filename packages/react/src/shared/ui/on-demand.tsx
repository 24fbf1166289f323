'use client'

import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { createClientProblem } from '../../data/fetch/claude-problem.ts'
import type { Loadable } from './loadable.ts'
import { ProblemMessage } from './problem-message.tsx'
import { PartSkeleton, type SkeletonSize } from './skeleton.tsx'

export interface OnDemandProps<Module> {
  readonly part: Loadable<Module>
  /** Renders the loaded module. Data must come from the parent, because it may change while the module loads. */
  readonly children: (module: Module) => ReactNode
  /** While false, only the fallback is shown and nothing is loaded. `@default true` */
  readonly enabled?: boolean
  /** The skeleton that reserves the part's space while it loads. */
  readonly size?: SkeletonSize
  /** Renders the content until the part is loaded, so that the focus is kept. Gets the message if loading fails. */
  readonly renderFallback?: (failure: ReactNode) => ReactNode
}

/** Whether the server rendered the part. `hydrated`: the page has taken over the server's markup. */
type Served = boolean | 'hydrated'

/**
 * A part of a widget that loads its code on demand. In a browser nothing suspends: a fallback is shown. A server waits for
 * the code, and a hydrating page keeps the server's markup until the code is loaded.
 */
export const OnDemand = <Module,>(props: OnDemandProps<Module>): ReactNode => {
  const { part, children, enabled = true, size, renderFallback } = props
  // Undefined on a server and while the page hydrates.
  const module = useSyncExternalStore<Module | null | undefined>(part.subscribe, part.read, () => undefined)
  // Null before the first failure, false during a retry.
  const [hasFailed, setHasFailed] = useState<boolean | null>(null)
  const [served, setServed] = useState<Served>(enabled && module === undefined)
  const isMissing = enabled && module === null

  useEffect(() => {
    if (isMissing && !hasFailed) part.load().catch(() => setHasFailed(true))
  }, [part, isMissing, hasFailed])

  const renderPlaceholder = (failure?: ReactNode) =>
    renderFallback ? renderFallback(failure) : failure || (size && <PartSkeleton size={size} />)
  const suspendedPart = (
    <Suspense fallback={renderPlaceholder()}>
      <SuspendedPart {...props} onHydrated={setServed} />
    </Suspense>
  )
  const [initialPart] = useState(suspendedPart)
  const failure = isMissing && hasFailed !== null && (
    <ProblemMessage
      problem={createClientProblem('part_not_loaded', 0)}
      onRetry={() => setHasFailed(false)}
      busy={!hasFailed}
    />
  )
  // Until hydration the element must stay the same: React would discard the server's markup if its props changed.
  if (served && enabled && !failure) return served === 'hydrated' ? suspendedPart : initialPart
  return enabled && module ? children(module) : renderPlaceholder(failure)
}

interface SuspendedPartProps<Module> extends OnDemandProps<Module> {
  readonly onHydrated: (served: 'hydrated') => void
}

const SuspendedPart = <Module,>({ part, children, onHydrated }: SuspendedPartProps<Module>) => {
  useEffect(() => onHydrated('hydrated'), [onHydrated])
  return children(part.wait())
}
