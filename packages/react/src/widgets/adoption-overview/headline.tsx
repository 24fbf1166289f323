'use client'

import { type AdoptionResponse, addDays, assessComparison } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { ChangeMark } from '../../shared/figures/change-mark.tsx'
import { describeChange } from '../../shared/figures/describe-change.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { KeyFigure } from '../../shared/ui/key-figure.tsx'
import { SeatsFigure } from '../../shared/ui/seats-figure.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { formatAverage } from './format-average.ts'
import { formatShare, minShareGroup } from './format-share.ts'
import { PeopleChange } from './people-change.tsx'

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
          <p>
            <PeopleChange response={response} id="any" />
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
  const statsLanguage = useTexts(enStatsPanel)
  const { weeks, previousWeeks, weekly, previousWeekly, period } = response
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last || weekly.people === null || weekly.active.any === null) {
    return (
      <KeyFigure label={t('adoption.weekly')} value={null}>
        <p>{t('adoption.weekly.none')}</p>
      </KeyFigure>
    )
  }
  const share = formatShare(locale, weekly.active.any, weekly.people)
  const canCompare = assessComparison(response).kind !== 'withheld' && previousWeeks.length > 0
  const change =
    canCompare && previousWeekly.active.any !== null
      ? describeChange(
          statsLanguage,
          { kind: 'sum' },
          {
            value: Math.round(weekly.active.any),
            previous: Math.round(previousWeekly.active.any),
            partial: false,
            previousPartial: false,
          },
          1,
        )
      : null
  return (
    <KeyFigure label={t('adoption.weekly')} value={formatAverage(locale, weekly.active.any)}>
      <p>
        {t('adoption.weekly.of', { people: formatAverage(locale, weekly.people) })}
        {share && ` · ${share}`}
      </p>
      {change && (
        <p>
          <ChangeMark change={change} />
        </p>
      )}
      <p>
        {t('adoption.weekly.weeks', {
          count: weeks.length,
          weeks: formatPeriod(locale, { from: first, to: addDays(last, 6) }, period.to),
        })}
      </p>
    </KeyFigure>
  )
}
