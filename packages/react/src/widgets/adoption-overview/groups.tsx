'use client'

import type { AdoptionResponse, AdoptionTeam, Period } from '@windmill/claude-core'
import { formatNumber, formatValue, getProductLabel, isolateText } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { buildBars } from '../../shared/chart/build-bars.ts'
import { ChartMarks } from '../../shared/chart/chart-marks.tsx'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { ScrollableTable } from '../../shared/ui/scrollable-table.tsx'
import { Segmented } from '../../shared/ui/segmented.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { computePointsChange } from './compute-points-change.ts'
import { formatAverage, roundGroupSize } from './format-average.ts'
import { formatShare } from './format-share.ts'
import type { AdoptionOverviewViewProps } from './props.ts'
import { Section } from './section.tsx'
import { canCompareWeeks } from './weekly-change.tsx'

interface GroupsProps extends Pick<AdoptionOverviewViewProps, 'grouping' | 'teamHref'> {
  readonly response: AdoptionResponse
  readonly level: number
}

/**
 * The option value for grouping by team. It never equals an attribute's name, because no attribute has an empty name.
 */
const byTeam = ''

/** The products with a column of their own. */
const productColumns = ['code', 'chat'] as const

/** Shows the weekly adoption of each team, or of each group with the same value of an attribute. */
export const Groups = ({ response, grouping, teamHref, level }: GroupsProps): ReactNode => {
  const language = useTexts(enAdoptionDetails)
  const { t, locale } = language
  const name = useUniqueId()
  const { teams, by, bucket, period, coverage, series, weeks } = response
  const { attributes, chosen, onChoose } = grouping
  // While another grouping loads, the table still shows the previous grouping.
  const label = attributes.find((attribute) => attribute.name === by)?.label ?? by
  const title = label === null ? t('adoption.teams') : t('adoption.groups', { label })
  const canCompare = canCompareWeeks(response)
  const hasTrend = series.length > 1
  const hasGroups = by !== null || teams.some(({ manager }) => manager !== null)
  return (
    <Section title={title} note={hasGroups ? t('adoption.groups.note') : ''} level={level}>
      {attributes.length > 0 && (
        <Segmented
          label={t('adoption.groups.choose')}
          name={name}
          values={[byTeam, ...attributes.map((attribute) => attribute.name)]}
          renderLabel={(value) =>
            value === byTeam
              ? t('adoption.team')
              : isolateText(attributes.find((attribute) => attribute.name === value)?.label ?? value)
          }
          value={chosen ?? byTeam}
          onChange={(value) => onChoose(value === byTeam ? null : value)}
        />
      )}
      {hasGroups ? (
        <ScrollableTable label={t('adoption.numbers', { title })}>
          <thead>
            <tr>
              <th scope="col" dir="auto">
                {label ?? t('adoption.team')}
              </th>
              <th scope="col">{t('adoption.people')}</th>
              <th scope="col">{t('adoption.weekly.head')}</th>
              {productColumns.map((id) => (
                <th key={id} scope="col" className="claude-Adoption-extra">
                  {getProductLabel(language, id)}
                </th>
              ))}
              {hasTrend && (
                <th scope="col" className="claude-Adoption-groupTrend">
                  {t('adoption.trend')}
                </th>
              )}
              {canCompare && <th scope="col">{t('adoption.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {teams.map((team) => (
              <tr key={team.manager?.id ?? team.value ?? ''}>
                <th scope="row" dir="auto">
                  <GroupName team={team} by={by} period={period} teamHref={teamHref} />
                </th>
                <td>
                  {formatNumber(locale, team.people)}
                  {team.people > team.linked && (
                    <>
                      {' '}
                      <span className="claude-Quiet">
                        {t('adoption.notMatched', { count: team.people - team.linked })}
                      </span>
                    </>
                  )}
                </td>
                <td>
                  <WeeklyShare team={team} />
                </td>
                {productColumns.map((id) => (
                  <td key={id} className="claude-Adoption-extra">
                    {formatAverage(locale, team.weekly.active[id])}
                  </td>
                ))}
                {hasTrend && (
                  <td className="claude-Adoption-groupTrend">
                    <ChartMarks
                      marks={buildBars(
                        buildTrendPoints({
                          series: series.map(({ start }, index) => ({ start, value: team.series[index] ?? null })),
                          bucket,
                          period,
                          coverage,
                        }),
                        // The full height is the whole group, so that groups of any size can be compared.
                        { bottom: 0, top: Math.max(1, team.people) },
                      )}
                    />
                  </td>
                )}
                {canCompare && (
                  <td>
                    <PointsChange team={team} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </ScrollableTable>
      ) : (
        <p className="claude-Quiet">{t('adoption.teams.none')}</p>
      )}
      {weeks.length === 0 && hasGroups && <p className="claude-Quiet">{t('adoption.weekly.none')}</p>}
    </Section>
  )
}

interface GroupNameProps extends Pick<GroupsProps, 'teamHref'> {
  readonly team: AdoptionTeam
  readonly by: string | null
  readonly period: Period
}

const GroupName = ({ team: { manager, value }, by, period, teamHref }: GroupNameProps): ReactNode => {
  const { t } = useTexts(enAdoptionDetails)
  if (by !== null) return value ?? t('adoption.groups.none')
  if (!manager) return t('adoption.team.rest')
  const text = t('adoption.team.of', { name: manager.name })
  if (!teamHref) return text
  return (
    <a className="claude-Link" href={teamHref(manager.id, period)}>
      {text}
    </a>
  )
}

/** Shows how many people of a group are active per week: in percent, or as numbers if the group is small. */
const WeeklyShare = ({ team: { weekly } }: { readonly team: AdoptionTeam }): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  if (weekly.people === null) return '–'
  const share = formatShare(locale, weekly.active.any, weekly.people)
  const [active, people] = [
    formatAverage(locale, weekly.active.any),
    formatNumber(locale, roundGroupSize(weekly.people)),
  ]
  return share ?? t('adoption.weekly.few', { active, people })
}

/** Shows the change of the weekly share in points. Neutral, because a change is neither good nor bad. */
const PointsChange = ({ team }: { readonly team: AdoptionTeam }): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const points = computePointsChange(team)
  if (points === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{t('adoption.points.unknown')}</VisuallyHidden>
      </>
    )
  }
  if (points === 0) return formatValue(locale, { kind: 'sum' }, 0)
  const sign = points > 0 ? '+' : '−'
  return `${sign}${t('adoption.points', { count: Math.abs(points) })}`
}
