'use client'

import type { AdoptionResponse, ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { smallBase } from '../format/change.ts'
import { formatNumber } from '../format/formatters.ts'
import { enAdoptionMore } from '../texts/en-adoption-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { PeopleChange } from './people-change.tsx'
import { formatShare } from './share.ts'

interface HeadlineProps {
  readonly response: AdoptionResponse
  readonly connection: ConnectionResponse | undefined
}

/** How many used Claude, of how many who could, and of how many that is known. */
export const Headline = ({ response, connection }: HeadlineProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionMore)
  const { people, linked } = response
  const active = response.active.any ?? 0
  const share = formatShare(locale, active, people)
  const unlinked = people - linked
  const parts = [
    { id: 'used', count: active },
    { id: 'linked', count: linked - active },
    { id: 'unlinked', count: unlinked },
  ] as const
  return (
    <div className="claude-Adoption-head">
      <p>
        <span className="claude-Figure" data-known>
          {formatNumber(locale, active)}
        </span>{' '}
        {t('adoption.used', { count: people })}
        {share && ` · ${share}`} <PeopleChange response={response} id="any" />
      </p>
      <div className="claude-Adoption-bar" aria-hidden="true">
        {parts.map(({ id, count }) => count > 0 && <span key={id} data-part={id} style={{ flexGrow: count }} />)}
      </div>
      <ul className="claude-Chart-legend claude-Text">
        {parts.map(({ id, count }) => (
          <li key={id}>
            <span className="claude-Adoption-swatch" data-part={id} aria-hidden="true" />
            {t(`adoption.bar.${id}`)} <strong>{formatNumber(locale, count)}</strong>
          </li>
        ))}
      </ul>
      <p className="claude-Quiet">
        {t(connection?.people ? 'adoption.everyone' : 'adoption.part')} {t('adoption.linked', { linked })}{' '}
        {unlinked > 0 && t('adoption.unlinked', { count: unlinked })} {people < smallBase && t('adoption.small')}
      </p>
    </div>
  )
}
