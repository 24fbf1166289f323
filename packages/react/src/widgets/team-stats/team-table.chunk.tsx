'use client'

import { catalog, type TeamStatsResponse } from '@windmill/claude-core'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { CoverageLine } from '../../shared/coverage/coverage-line.tsx'
import { StatsEmptyState } from '../../shared/coverage/stats-empty-state.chunk.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { saveFile } from '../../shared/ui/save-file.ts'
import { SearchField } from '../../shared/ui/search-field.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { buildTeamCsv } from './build-team-csv.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { isWholeTeam } from './is-whole-team.ts'
import type { TeamStatsViewProps } from './props.ts'
import { searchPeople } from './search-people.ts'
import { nameOrder, sortPeople } from './sort-people.ts'
import { TeamGrid } from './team-grid.tsx'

interface TeamTableProps extends TeamStatsViewProps {
  readonly response: TeamStatsResponse
  /** Whether another period or column is loading. The response is then the previous one. */
  readonly isOutdated: boolean
}

/** The table of a team, which can be searched, sorted and downloaded, with a choice of columns. */
export const TeamTable = (props: TeamTableProps): ReactNode => {
  const { response, isOutdated, connection, columns, onColumnsChange, managerName } = props
  const language = useTexts(enTeamTable)
  const { t } = language
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState(nameOrder)
  const [isChooserOpen, setIsChooserOpen] = useState(false)
  const chooserId = useUniqueId()
  const deferredSearch = useDeferredValue(search)
  const { people, size, coverage, notShown } = response
  const hasWholeTeam = isWholeTeam(response)
  const notShownText = notShown > 0 && t('team.notShown', { count: notShown })
  const shownPeople = useMemo(
    // The first rows are in the order of the response. Sorting and search need all rows.
    () => (hasWholeTeam ? searchPeople(sortPeople(people, sort), deferredSearch) : people),
    [hasWholeTeam, people, sort, deferredSearch],
  )
  const stats = catalog.filter(({ id }) => columns.statIds.includes(id))
  const matchedCount = people.filter(({ claudeUsers }) => claudeUsers > 0).length

  if (people.length === 0) {
    return (
      <Message title={notShownText || t('team.nobody.title')}>
        {!notShownText && <p>{t('team.nobody.text', { name: managerName ?? response.manager.name })}</p>}
      </Message>
    )
  }
  if (coverage.through === null) {
    const content = {
      kind: 'stats',
      response: { ...response, coverage: { ...coverage, claudeUsers: matchedCount } },
    } as const
    return <StatsEmptyState content={content} connection={connection} />
  }

  const download = () => {
    const { period } = response
    const labels = {
      id: t('team.csv.id'),
      name: t('team.name'),
      from: t('team.csv.from'),
      to: t('team.csv.to'),
      note: t('team.csv.note'),
      partial: t('team.csv.partial'),
      rateRange: t('team.csv.rate'),
    }
    // The manager's name in the file name identifies the team. Characters that some systems forbid in file names are
    // replaced.
    const manager = (managerName ?? response.manager.name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    saveFile(
      `claude-usage-${manager}-${period.from}-to-${period.to}.csv`,
      'text/csv',
      buildTeamCsv({ language, labels, period, stats, people: shownPeople, notes: props.personNotes }),
    )
  }
  return (
    <div className="claude-Figures" data-outdated={isOutdated || undefined}>
      <CoverageLine response={response} connection={connection} hasChanges={columns.shouldShowChanges} />
      <div className="claude-TeamStats-toolbar claude-Actions">
        <SearchField label={t('team.search')} value={search} onChange={setSearch} />
        <p role="status">
          {deferredSearch.trim() || !hasWholeTeam
            ? t('team.found', { count: shownPeople.length, all: size })
            : t('team.people', { count: people.length, matched: matchedCount })}
          {notShownText && ` · ${notShownText}`}
        </p>
        <Button
          aria-expanded={isChooserOpen}
          aria-controls={chooserId}
          onClick={() => setIsChooserOpen(!isChooserOpen)}
        >
          {t('team.columns')}
        </Button>
        <Button isBusy={!hasWholeTeam} onClick={download}>
          {t('team.csv')}
        </Button>
      </div>
      <div id={chooserId} hidden={!isChooserOpen}>
        <ColumnChooser columns={columns} onColumnsChange={onColumnsChange} onClose={() => setIsChooserOpen(false)} />
      </div>
      {shownPeople.length > 0 ? (
        <TeamGrid
          {...props}
          stats={stats}
          people={shownPeople}
          matchedCount={matchedCount}
          sort={hasWholeTeam ? sort : nameOrder}
          onSortChange={setSort}
        />
      ) : (
        <Message
          title={t('team.unfound.title', { search: deferredSearch.trim() })}
          actions={<Button onClick={() => setSearch('')}>{t('team.everyone')}</Button>}
        >
          <p>{t('team.unfound.text')}</p>
        </Message>
      )}
      <footer className="claude-Footer">
        <p>{t('team.promise')}</p>
      </footer>
      <LiveRegion>{(isOutdated || !hasWholeTeam) && t('team.updating')}</LiveRegion>
    </div>
  )
}
