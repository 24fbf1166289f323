'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enCommon } from '../../texts/en/common.ts'
import { type ExplainableProblem, explainProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'

interface FailureNoteProps {
  readonly failure: ExplainableProblem
  /** The id of the element, for the `aria-describedby` of a field. */
  readonly id?: string
}

/** Explains in a paragraph what went wrong and what to do, with the error code and the request id for support. */
export const FailureNote = ({ failure, id }: FailureNoteProps): ReactNode => {
  const { t } = useTexts(enCommon)
  const { title, advice } = explainProblem(useClaude().texts, failure)
  return (
    <p className="claude-Failure" id={id} role="alert">
      <strong>{title}</strong> {advice}
      <span className="claude-Code">
        {failure.code}
        {failure.requestId && ` · ${t('requestId', { id: failure.requestId })}`}
      </span>
    </p>
  )
}
