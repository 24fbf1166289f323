'use client'

import type { AdoptionResponse } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { formatShare } from './format-share.ts'
import { Section } from './section.tsx'

interface TeamsProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/**
 * Shows the adoption of each team, in the order of the response. The last row has the people without a team.
 */
export const Teams = ({ response: { teams }, level }: TeamsProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  if (!teams.some(({ manager }) => manager !== null)) {
    return (
      <Section title={t('adoption.teams')} level={level}>
        <p className="claude-Quiet">{t('adoption.teams.none')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('adoption.teams')} note={t('adoption.teams.note')} level={level}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1). */}
      <section className="claude-Table" aria-label={t('adoption.numbers', { title: t('adoption.teams') })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('adoption.team')}</th>
              <td className="claude-Adoption-teamBar" />
              <th scope="col">{t('adoption.team.usedHead')}</th>
              <th scope="col">{t('adoption.share')}</th>
              <th scope="col" className="claude-Adoption-matched">
                {t('adoption.team.matched')}
              </th>
            </tr>
          </thead>
          <tbody>
            {teams.map(({ manager, people, linked, active }) => {
              const activeCount = active.any
              return (
                <tr key={manager?.id ?? ''}>
                  <th scope="row">
                    {manager ? t('adoption.team.of', { name: manager.name }) : t('adoption.team.rest')}
                  </th>
                  <td className="claude-Adoption-teamBar">
                    <span className="claude-Adoption-bar" aria-hidden="true">
                      {activeCount !== null && activeCount > 0 && (
                        <span data-part="used" style={{ flexGrow: activeCount }} />
                      )}
                      <span data-part="linked" style={{ flexGrow: linked - (activeCount ?? 0) }} />
                      <span data-part="unlinked" style={{ flexGrow: people - linked }} />
                    </span>
                  </td>
                  <td>
                    {t('adoption.team.used', {
                      active: formatValue(locale, { kind: 'sum' }, activeCount),
                      people,
                    })}
                  </td>
                  <td>{formatShare(locale, activeCount, people)}</td>
                  <td className="claude-Adoption-matched">{formatValue(locale, { kind: 'sum' }, linked)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </Section>
  )
}
