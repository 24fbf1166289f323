'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enCommon } from '../../texts/en/common.ts'
import { type Explainable, explainProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from './button.tsx'
import { Message } from './message.tsx'

interface ProblemMessageProps {
  readonly problem: Explainable
  /** Null where trying again cannot help. */
  readonly onRetry: (() => void) | null
  /** Being tried again. */
  readonly busy?: boolean
}

/** Why something could not be loaded, what to do, by which code and id to ask about it, and a button to try again. */
export const ProblemMessage = ({ problem, onRetry, busy = false }: ProblemMessageProps): ReactNode => {
  const { t } = useTexts(enCommon)
  const { title, advice } = explainProblem(useClaude().texts, problem)
  return (
    <Message
      tone="warn"
      title={title}
      alert
      actions={
        onRetry && (
          <Button onClick={onRetry} busy={busy}>
            {t('retry')}
          </Button>
        )
      }
    >
      <p>
        {advice}
        <span className="claude-Code">
          {problem.code}
          {problem.requestId && ` · ${t('requestId', { id: problem.requestId })}`}
        </span>
      </p>
    </Message>
  )
}
