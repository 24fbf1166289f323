'use client'

import type { ReactNode } from 'react'
import { enCommon } from '../../texts/en/common.ts'
import { type ExplainableProblem, explainProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from './button.tsx'
import { Message } from './message.tsx'
import { ProblemCode } from './problem-code.tsx'

interface ProblemMessageProps {
  readonly problem: ExplainableProblem
  /** Called by the retry button. Null hides the button, because a retry cannot help. */
  readonly onRetry: (() => void) | null
  /** Whether a retry is running. `@default false` */
  readonly isBusy?: boolean
}

/**
 * Explains why something could not be loaded and what to do, with the error code, the request id and a retry button.
 */
export const ProblemMessage = ({ problem, onRetry, isBusy = false }: ProblemMessageProps): ReactNode => {
  const { t, texts } = useTexts(enCommon)
  const { title, advice } = explainProblem(texts, problem)
  return (
    <Message
      tone="warn"
      title={title}
      isAlert
      actions={
        onRetry && (
          <Button onClick={onRetry} isBusy={isBusy}>
            {t('retry')}
          </Button>
        )
      }
    >
      <p>
        {advice}
        <ProblemCode problem={problem} />
      </p>
    </Message>
  )
}
