'use client'

import type { ReactNode } from 'react'
import { enObservations } from '../../texts/en/observations.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'
import type { RenderHeader } from './conversation-card.tsx'

/** Says that no day of the period is settled yet, so that there is nothing to compare. */
export const NoSettledDays = ({ renderHeader }: { readonly renderHeader: RenderHeader }): ReactNode => {
  const { t } = useTexts(enObservations)
  return (
    <>
      {renderHeader()}
      <Message title={t('conversation.early.title')}>
        <p>{t('conversation.early.text')}</p>
      </Message>
    </>
  )
}
