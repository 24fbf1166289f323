'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { type ExplainableProblem, explainProblem } from '../format/explain-problem.ts'
import { ProblemCode } from './problem-code.tsx'

interface FailureNoteProps {
  readonly failure: ExplainableProblem
  /** The id of the element, for the `aria-describedby` of a field. */
  readonly id?: string
}

/** Explains in a paragraph what went wrong and what to do, with the error code and the request id for support. */
export const FailureNote = ({ failure, id }: FailureNoteProps): ReactNode => {
  const { title, advice } = explainProblem(useClaude().texts, failure)
  return (
    <p className="claude-Failure" id={id} role="alert">
      <strong>{title}</strong> {advice}
      <ProblemCode problem={failure} />
    </p>
  )
}
