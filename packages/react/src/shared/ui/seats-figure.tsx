'use client'

import type { Seats } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enKeyFigures } from '../../texts/en/key-figures.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { KeyFigure } from './key-figure.tsx'

interface SeatsFigureProps {
  readonly seats: Seats
}

/** Shows the assigned seats and the open invitations, with the day that Claude reports them for. */
export const SeatsFigure = ({ seats: { day, assigned, pendingInvites } }: SeatsFigureProps): ReactNode => {
  const { t, locale } = useTexts(enKeyFigures)
  return (
    <KeyFigure label={t('seats.title')} value={formatNumber(locale, assigned)}>
      <p>
        {t('seats.assigned')}
        {!!pendingInvites && `, ${t('seats.invites', { count: pendingInvites })}`}
      </p>
      <p>{t('seats.source', { day: formatDay(locale, day) })}</p>
    </KeyFigure>
  )
}
