'use client'

import type { AdoptionResponse } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { formatShare, minShareGroup } from './format-share.ts'
import { PeopleChange } from './people-change.tsx'

interface HeadlineProps {
  readonly response: AdoptionResponse
}

/** Shows how many people used Claude, and how many are matched to a Claude account. */
export const Headline = ({ response }: HeadlineProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const { people, linked, manager, notShown, excluded } = response
  const active = response.active.any ?? 0
  const share = formatShare(locale, active, people)
  const unlinked = people - linked
  const segments = [
    { id: 'used', count: active },
    { id: 'linked', count: linked - active },
    { id: 'unlinked', count: unlinked },
  ] as const
  return (
    <div className="claude-Adoption-headline">
      <p>
        <span className="claude-Figure" data-known>
          {formatNumber(locale, active)}
        </span>{' '}
        {t('adoption.used', { count: people })}
        {share && ` · ${share}`} <PeopleChange response={response} id="any" />
      </p>
      <div className="claude-Adoption-bar" aria-hidden="true">
        {segments.map(({ id, count }) => count > 0 && <span key={id} data-part={id} style={{ flexGrow: count }} />)}
      </div>
      <ul className="claude-Chart-legend claude-Text">
        {segments.map(({ id, count }) => (
          <li key={id}>
            <span className="claude-Adoption-swatch" data-part={id} aria-hidden="true" />
            {t(`adoption.bar.${id}`)} <strong>{formatNumber(locale, count)}</strong>
          </li>
        ))}
      </ul>
      <p className="claude-Quiet">
        {manager ? t('adoption.part', { name: manager.name }) : t('adoption.everyone')}{' '}
        {t('adoption.linked', { linked })} {unlinked > 0 && t('adoption.unlinked', { count: unlinked })}{' '}
        {people < minShareGroup && t('adoption.small')} {notShown > 0 && t('adoption.notShown', { count: notShown })}{' '}
        {!!excluded && t('adoption.excluded', { count: excluded })}
      </p>
    </div>
  )
}
