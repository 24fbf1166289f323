'use client'

import { type AdoptionResponse, minGroupSize } from '@windmill/claude-core'
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
 * Shows the adoption of each team, in the order of the response. The last row combines small teams and people in no
 * team. It is omitted if the server withholds its counts. A note below the table says what is combined, even without
 * that row.
 */
export const Teams = ({ response: { teams }, level }: TeamsProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const noteValues = { size: minGroupSize }
  const hasCombinedTeams = teams.some(({ manager }) => manager === null)
  if (!teams.some(({ manager }) => manager !== null)) {
    return (
      <Section title={t('adoption.teams')} level={level}>
        <p className="claude-Quiet">{t('adoption.teams.none', noteValues)}</p>
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
              if (people === null) return null
              const activeCount = active?.any ?? null
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
                      <span data-part="linked" style={{ flexGrow: (linked ?? 0) - (activeCount ?? 0) }} />
                      <span data-part="unlinked" style={{ flexGrow: people - (linked ?? 0) }} />
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
      {hasCombinedTeams && <p className="claude-Quiet">{t('adoption.teams.rest', noteValues)}</p>}
    </Section>
  )
}
