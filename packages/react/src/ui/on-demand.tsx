'use client'

import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { clientProblem } from '../fetch/claude-problem.ts'
import { Bone, type BoneSize } from './bone.tsx'
import type { Loadable } from './loadable.ts'
import { ProblemMessage } from './problem-message.tsx'

export interface OnDemandProps<Module> {
  readonly part: Loadable<Module>
  /** Draws what was loaded. */
  readonly children: (module: Module) => ReactNode
  /** False while only what stands instead is to be seen; nothing is loaded until then. */
  readonly wanted?: boolean
  /** The room it will take, which is kept free until it is there. */
  readonly size?: BoneSize
  /** What stays in its place until it is there, so that the focus is not lost. */
  readonly instead?: ReactNode
  /** Draws what is around it until it is there; why it could not be loaded stands inside. */
  readonly frame?: (failure: ReactNode) => ReactNode
}

/**
 * A part of a widget that is loaded when it is first wanted. It suspends nothing: a server and a page that hydrates draw
 * what stands in its place, whatever is loaded already, so that both draw the same.
 */
export const OnDemand = <Module,>(props: OnDemandProps<Module>): ReactNode => {
  const { part, children, wanted = true, size, instead, frame } = props
  const module = useSyncExternalStore(part.subscribe, part.read, () => null)
  const [tries, setTries] = useState(1)
  const [failures, setFailures] = useState(0)
  const isMissing = wanted && !module

  useEffect(() => {
    if (isMissing) part.load().catch(() => setFailures(tries))
  }, [part, isMissing, tries])

  if (wanted && module) return children(module)
  const failure = isMissing && failures > 0 && (
    <ProblemMessage
      problem={clientProblem('part_not_loaded', 0)}
      onRetry={() => setTries(tries + 1)}
      busy={tries > failures}
    />
  )
  if (frame) return frame(failure)
  return (
    <>
      {instead}
      {size && !failure && (
        <div className="claude-Part" aria-busy="true">
          <Bone size={size} />
        </div>
      )}
      {failure}
    </>
  )
}
