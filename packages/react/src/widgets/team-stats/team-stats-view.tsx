'use client'

import type { ReactNode } from 'react'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { lazyStatsEmptyState } from '../../shared/coverage/stats-empty-state.lazy.ts'
import { formatPeriod } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { PeriodPicker } from '../../shared/period/period-picker.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enTeamStats } from '../../texts/en/team-stats.ts'
import { isWholeTeam } from './is-whole-team.ts'
import type { TeamStatsViewProps } from './props.ts'
import { lazyTeamTable } from './team-table.lazy.ts'

/** The presentation of `TeamStats`. It loads no data: everything that it shows comes in as props. */
export const TeamStatsView = (props: TeamStatsViewProps): ReactNode => {
  const { managerName, content, picker, headingLevel } = props
  const { t, locale } = useTexts(enTeamStats)
  const id = useUniqueId()
  const isPeriodShown = hasPeriod(content)
  // While another period loads, the header still names the period of the figures that are shown.
  const { period } = content.kind === 'stats' ? content.response : picker
  return (
    <Root
      name="TeamStats"
      labelledBy={id}
      state={content.kind}
      isBusy={
        content.kind === 'loading' ||
        (content.kind === 'stats' && (content.isOutdated || !isWholeTeam(content.response)))
      }
    >
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={id}>
            {t('team.title')}
          </Heading>
          <p>
            <bdi>{managerName}</bdi>
            {managerName && isPeriodShown && ' · '}
            {isPeriodShown && formatPeriod(locale, period, period.to)}
          </p>
        </div>
        {isPeriodShown && <PeriodPicker {...picker} />}
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
        <OnDemand part={lazyTeamTable} size="setup">
          {({ TeamTable }) => <TeamTable {...props} {...content} />}
        </OnDemand>
      )
    default:
      return (
        <OnDemand part={lazyStatsEmptyState} size="message">
          {({ StatsEmptyState }) => <StatsEmptyState content={content} connection={connection} />}
        </OnDemand>
      )
  }
}
