'use client'

import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { createClientProblem } from '../../data/fetch/claude-problem.ts'
import type { Loadable } from './loadable.ts'
import { ProblemMessage } from './problem-message.tsx'
import { PartSkeleton, type SkeletonSize } from './skeleton.tsx'

export interface OnDemandProps<Module> {
  readonly part: Loadable<Module>
  /** Renders the loaded part. */
  readonly children: (module: Module) => ReactNode
  /** While false, nothing is loaded, and the fallback or skeleton shows. `@default true` */
  readonly isEnabled?: boolean
  /** The skeleton that reserves the part's space while it loads. Ignored if there is a `renderFallback`. */
  readonly size?: SkeletonSize
  /**
   * Renders the content that shows until the part is loaded, such as a button that must not lose the focus.
   * `failure` is a message if loading has failed, and otherwise falsy.
   */
  readonly renderFallback?: (failure: ReactNode) => ReactNode
}

/**
 * - `none`: only the browser renders the part.
 * - `pending`: a server renders the part, or the page has not hydrated the server's markup yet.
 * - `hydrated`: the page has taken over the server's markup.
 */
type ServerRendering = 'none' | 'pending' | 'hydrated'

/**
 * A part of a widget that loads its code on demand. In a browser it does not suspend: a fallback shows until the code
 * is loaded. A server waits for the code. A hydrating page keeps the server's markup until the code is loaded.
 */
export const OnDemand = <Module,>(props: OnDemandProps<Module>): ReactNode => {
  const { part, children, isEnabled = true, size, renderFallback } = props
  // Undefined on a server and while the page hydrates.
  const module = useSyncExternalStore<Module | null | undefined>(part.subscribe, part.read, () => undefined)
  const [attempt, setAttempt] = useState<'first' | 'failed' | 'retry'>('first')
  const [serverRendering, setServerRendering] = useState<ServerRendering>(
    isEnabled && module === undefined ? 'pending' : 'none',
  )
  const isMissing = isEnabled && module === null

  useEffect(() => {
    if (isMissing && attempt !== 'failed') part.load().catch(() => setAttempt('failed'))
  }, [part, isMissing, attempt])

  const renderPlaceholder = (failure?: ReactNode) =>
    renderFallback ? renderFallback(failure) : failure || (size && <PartSkeleton size={size} />)
  const suspendedPart = (
    <Suspense fallback={renderPlaceholder()}>
      <SuspendedPart {...props} onHydrated={setServerRendering} />
    </Suspense>
  )
  const [initialPart] = useState(suspendedPart)
  const failure = isMissing && attempt !== 'first' && (
    <ProblemMessage
      problem={createClientProblem('part_not_loaded', 0)}
      onRetry={() => setAttempt('retry')}
      isBusy={attempt === 'retry'}
    />
  )
  // Until hydration, the element must stay the same. If its props changed, React would discard the server's markup.
  if (serverRendering !== 'none' && isEnabled && !failure)
    return serverRendering === 'hydrated' ? suspendedPart : initialPart
  return isEnabled && module ? children(module) : renderPlaceholder(failure)
}

interface SuspendedPartProps<Module> extends OnDemandProps<Module> {
  readonly onHydrated: (serverRendering: 'hydrated') => void
}

const SuspendedPart = <Module,>({ part, children, onHydrated }: SuspendedPartProps<Module>) => {
  useEffect(() => onHydrated('hydrated'), [onHydrated])
  return children(part.wait())
}
