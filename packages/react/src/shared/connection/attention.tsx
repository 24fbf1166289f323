'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { explainProblem } from '../format/explain-problem.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface AttentionProps extends Pick<ConnectionResponse, 'reason'> {
  /** Content between the explanation and the note on the history, such as a button. */
  readonly children?: ReactNode
}

/** Explains to viewers with `connection:manage` why no new days can be read. */
export const Attention = ({ reason, children }: AttentionProps): ReactNode => {
  const { t } = useTexts(enConnectClaude)
  const { texts } = useClaude()
  if (!reason) return null
  // If the host has no texts for the code, the title is this package's text and the advice is the server's message.
  const { title, advice } = explainProblem(texts, {
    code: reason.code,
    title: t('attention.title'),
    detail: reason.message ?? '',
  })
  return (
    <Message tone="warn" title={title}>
      <p>{advice}</p>
      {children}
      <p>
        {t('attention.history')}
        <span className="claude-Code">{reason.code}</span>
      </p>
    </Message>
  )
}
