'use client'

import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { clientProblem } from '../../data/fetch/claude-problem.ts'
import type { Loadable } from './loadable.ts'
import { ProblemMessage } from './problem-message.tsx'
import { PartSkeleton, type SkeletonSize } from './skeleton.tsx'

export interface OnDemandProps<Module> {
  readonly part: Loadable<Module>
  /** Draws what was loaded. What it shows of the server's answers comes in from outside: they may change while it loads. */
  readonly children: (module: Module) => ReactNode
  /** False while only what stands instead is to be seen; nothing is loaded until then. */
  readonly enabled?: boolean
  /** The room it will take, which is kept free until it is there. */
  readonly size?: SkeletonSize
  /** Draws what stays in its place until it is there, so that the focus is not lost, and why it could not be loaded. */
  readonly renderFallback?: (failure: ReactNode) => ReactNode
}

/** Whether a server drew the part; then, that the page has taken it over. */
type Served = boolean | 'taken'

/**
 * A part of a widget that is loaded when it is first wanted. In a page nothing suspends: something stands in its place.
 * A server waits for it, and a page that hydrates leaves what the server drew as it is until it can be taken over.
 */
export const OnDemand = <Module,>(props: OnDemandProps<Module>): ReactNode => {
  const { part, children, enabled: wanted = true, size, renderFallback: instead } = props
  // Undefined on a server and while the page hydrates.
  const module = useSyncExternalStore<Module | null | undefined>(part.subscribe, part.read, () => undefined)
  // False while it is tried again.
  const [hasFailed, setHasFailed] = useState<boolean | null>(null)
  const [served, setServed] = useState<Served>(wanted && module === undefined)
  const isMissing = wanted && module === null

  useEffect(() => {
    if (isMissing && !hasFailed) part.load().catch(() => setHasFailed(true))
  }, [part, isMissing, hasFailed])

  const standIn = (failure?: ReactNode) =>
    instead ? instead(failure) : failure || (size && <PartSkeleton size={size} />)
  const waiting = (
    <Suspense fallback={standIn()}>
      <Waiting {...props} onTaken={setServed} />
    </Suspense>
  )
  const [held] = useState(waiting)
  const failure = isMissing && hasFailed !== null && (
    <ProblemMessage
      problem={clientProblem('part_not_loaded', 0)}
      onRetry={() => setHasFailed(false)}
      busy={!hasFailed}
    />
  )
  // Given anything new before, React would throw away what the server drew.
  if (served && wanted && !failure) return served === 'taken' ? waiting : held
  return wanted && module ? children(module) : standIn(failure)
}

interface WaitingProps<Module> extends OnDemandProps<Module> {
  readonly onTaken: (served: 'taken') => void
}

const Waiting = <Module,>({ part, children, onTaken }: WaitingProps<Module>) => {
  useEffect(() => onTaken('taken'), [onTaken])
  return children(part.wait())
}
