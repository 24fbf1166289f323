'use client'

import type { ReactNode } from 'react'
import { createClientProblem } from '../../data/fetch/claude-problem.ts'
import { claudeKey } from '../../data/query/query-keys.ts'
import { useClaude } from '../../provider.tsx'
import { enCommon } from '../../texts/en/common.ts'
import { explainProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { ProblemCode } from './problem-code.tsx'

interface ErrorCardProps {
  /** Renders the widget again. */
  readonly onRetry: () => void
}

/** Stands in for a widget that fails to render. A retry drops the viewer's answers and requests them again. */
export const ErrorCard = ({ onRetry }: ErrorCardProps): ReactNode => {
  const { client, queryClient, texts } = useClaude()
  const { t } = useTexts(enCommon)
  const problem = createClientProblem('answer_unreadable', 0)
  const { title, advice } = explainProblem(texts, problem)
  const retry = () => {
    void queryClient.resetQueries({ queryKey: claudeKey(client) })
    onRetry()
  }
  return (
    <Card name="ErrorCard" title={title} state="error" isBusy={false} headingLevel={2}>
      <div className="claude-Stack" role="alert">
        <p>
          {advice}
          <ProblemCode problem={problem} />
        </p>
        <div>
          <Button onClick={retry}>{t('retry')}</Button>
        </div>
      </div>
    </Card>
  )
}
