'use client'

import type { ReactNode } from 'react'
import { enCommon } from '../../texts/en/common.ts'
import type { ExplainableProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'

interface ProblemCodeProps {
  readonly problem: Pick<ExplainableProblem, 'code' | 'requestId'>
}

/** The code of a problem and the id of the failed request, for support. */
export const ProblemCode = ({ problem: { code, requestId } }: ProblemCodeProps): ReactNode => {
  const { t } = useTexts(enCommon)
  return (
    <span className="claude-Code">
      {code}
      {requestId && ` · ${t('requestId', { id: requestId })}`}
    </span>
  )
}
