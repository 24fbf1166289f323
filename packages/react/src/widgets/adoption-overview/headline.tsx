'use client'

import { type AdoptionResponse, addDays, type Day } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { KeyFigure } from '../../shared/ui/key-figure.tsx'
import { SeatsFigure } from '../../shared/ui/seats-figure.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { formatAverage, roundAverage, roundGroupSize } from './format-average.ts'
import { formatShare, minShareGroup } from './format-share.ts'
import { canCompareWeeks, WeeklyChange } from './weekly-change.tsx'

interface HeadlineProps {
  readonly response: AdoptionResponse
}

/** Shows how many people use Claude, per week and in the whole period, and how many seats the account has. */
export const Headline = ({ response }: HeadlineProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const { people, linked, manager, notShown, excluded, seats } = response
  const active = response.active.any ?? 0
  const share = formatShare(locale, active, people)
  const unlinked = people - linked
  return (
    <>
      <div className="claude-Cells">
        <WeeklyFigure response={response} />
        <KeyFigure label={t('adoption.inPeriod')} value={formatNumber(locale, active)}>
          <p>
            {t('adoption.used', { count: people })}
            {share && ` · ${share}`}
          </p>
        </KeyFigure>
        {seats && <SeatsFigure seats={seats} />}
      </div>
      <p className="claude-Adoption-basis claude-Quiet">
        {manager ? t('adoption.part', { name: manager.name }) : t('adoption.everyone')}{' '}
        {t('adoption.linked', { linked })} {unlinked > 0 && t('adoption.unlinked', { count: unlinked })}{' '}
        {people < minShareGroup && t('adoption.small')} {notShown > 0 && t('adoption.notShown', { count: notShown })}{' '}
        {!!excluded && t('adoption.excluded', { count: excluded })}
      </p>
    </>
  )
}

/** Shows how many people are active in a week, on average. */
const WeeklyFigure = ({ response }: HeadlineProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const { weeks, previousWeeks, weekly, period } = response
  const formatWeeks = (mondays: readonly Day[]) => {
    const [first, last] = [mondays[0], mondays.at(-1)]
    return first && last ? formatPeriod(locale, { from: first, to: addDays(last, 6) }, period.to) : ''
  }
  if (weekly.people === null || weekly.active.any === null) {
    return (
      <KeyFigure label={t('adoption.weekly')} value={null}>
        <p>{t('adoption.weekly.none')}</p>
      </KeyFigure>
    )
  }
  // The share is computed from the rounded numbers on screen, so that equal numbers have equal shares in both cells.
  const groupSize = roundGroupSize(weekly.people)
  const share = formatShare(locale, roundAverage(weekly.active.any), groupSize)
  return (
    <KeyFigure label={t('adoption.weekly')} value={formatAverage(locale, weekly.active.any)}>
      <p>
        {t('adoption.weekly.of', { people: formatNumber(locale, groupSize) })}
        {share && ` · ${share}`}
      </p>
      <p>
        <WeeklyChange response={response} id="any" />
      </p>
      <p>
        {t(canCompareWeeks(response) ? 'adoption.weekly.compared' : 'adoption.weekly.weeks', {
          count: weeks.length,
          weeks: formatWeeks(weeks),
          previous: formatWeeks(previousWeeks),
        })}
      </p>
    </KeyFigure>
  )
}
