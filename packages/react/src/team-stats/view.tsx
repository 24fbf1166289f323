'use client'

import type { ConnectionResponse, TeamStatsResponse } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { formatPeriod } from '../format/days.ts'
import type { Content } from '../stats-panel/content.ts'
import { more } from '../stats-panel/more.ts'
import { PeriodPicker, type PeriodPickerProps } from '../stats-panel/period-picker.tsx'
import { enTeamStats } from '../texts/en-team-stats.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Loading } from '../ui/loading.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { Root } from '../ui/root.tsx'
import type { TeamColumns, TeamEvent } from './machine.ts'
import { table } from './table.ts'

export interface TeamStatsViewProps {
  readonly managerName?: string | undefined
  /** What the figures come from; undefined while it is not known. */
  readonly connection: ConnectionResponse | undefined
  readonly content: Content<TeamStatsResponse>
  readonly picker: PeriodPickerProps
  readonly columns: TeamColumns
  readonly onColumns: (event: TeamEvent) => void
  readonly onRetry: () => void
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPerson?: ((employeeId: string) => void) | undefined
  readonly headingLevel: HeadingLevel
}

/** `TeamStats` without a network: everything it shows comes in as props. */
export const TeamStatsView = (props: TeamStatsViewProps): ReactNode => {
  const { managerName, content, picker, headingLevel } = props
  const { t, locale } = useTexts(enTeamStats)
  const id = useId()
  const hasPeriod = content.kind !== 'not_connected' && content.kind !== 'not_found'
  // While another period loads, the heading stays with the figures below it.
  const { period } = content.kind === 'stats' ? content.response : picker
  return (
    <Root
      name="TeamStats"
      labelledBy={id}
      state={content.kind}
      busy={content.kind === 'loading' || (content.kind === 'stats' && content.isOutdated)}
    >
      <header className="claude-Head">
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={id}>
            {t('team.title')}
          </Heading>
          <p>{[managerName, hasPeriod && formatPeriod(locale, period, period.to)].filter(Boolean).join(' · ')}</p>
        </div>
        {hasPeriod && <PeriodPicker {...picker} />}
      </header>
      <Body {...props} />
    </Root>
  )
}

const Body = (props: TeamStatsViewProps) => {
  const { content, connection, onRetry } = props
  const { t } = useTexts(enTeamStats)
  switch (content.kind) {
    case 'loading':
      return <Loading>{t('team.loading')}</Loading>
    case 'problem':
      return <ProblemMessage problem={content.problem} onRetry={onRetry} />
    case 'stats':
      return (
        <OnDemand part={table} size="setup">
          {({ TeamTable }) => <TeamTable {...props} {...content} />}
        </OnDemand>
      )
    default:
      return (
        <OnDemand part={more} size="message">
          {({ Nothing }) => <Nothing content={content} connection={connection} />}
        </OnDemand>
      )
  }
}
