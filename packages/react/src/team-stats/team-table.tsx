'use client'

import { catalog, type TeamStatsResponse } from '@windmill/claude-core'
import { type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react'
import { CoverageLine } from '../stats-panel/coverage-line.tsx'
import { Nothing } from '../stats-panel/nothing.tsx'
import { enTeamTable } from '../texts/en-team-table.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Live } from '../ui/live.tsx'
import { Message } from '../ui/message.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { downloadText } from './download-text.ts'
import { Grid } from './grid.tsx'
import { byName, searchPeople, sortPeople } from './rows.ts'
import { teamCsv } from './team-csv.ts'
import type { TeamStatsViewProps } from './view.tsx'

interface TeamTableProps extends TeamStatsViewProps {
  readonly response: TeamStatsResponse
  /** Another period or column is loading. */
  readonly isOutdated: boolean
}

/** Everyone in the team, with what can be looked for, sorted by and shown. */
export const TeamTable = (props: TeamTableProps): ReactNode => {
  const { response, isOutdated, connection, columns, onColumns, managerName } = props
  const words = useTexts(enTeamTable)
  const { t } = words
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState(byName)
  const [choosing, setChoosing] = useState(false)
  const chooser = useId()
  const wanted = useDeferredValue(search)
  const { people, coverage } = response
  const found = useMemo(() => searchPeople(sortPeople(people, sort), wanted), [people, sort, wanted])
  const stats = catalog.filter(({ id }) => columns.stats.includes(id))
  const matched = people.filter(({ claudeUsers }) => claudeUsers > 0).length

  if (people.length === 0) {
    return (
      <Message title={t('team.nobody.title')}>
        <p>{t('team.nobody.text', { name: managerName ?? response.manager.name })}</p>
      </Message>
    )
  }
  if (coverage.through === null) {
    const content = {
      kind: 'stats',
      response: { ...response, coverage: { ...coverage, claudeUsers: matched } },
    } as const
    return <Nothing content={content} connection={connection} />
  }

  const download = () => {
    const labels = { name: t('team.name'), partial: t('team.csv.partial'), rate: t('team.csv.rate') }
    const { from, to } = response.period
    downloadText(`claude-usage-team-${from}-to-${to}.csv`, teamCsv({ words, labels, stats, people: found }))
  }
  return (
    <div className="claude-StatsPanel-figures" data-outdated={isOutdated || undefined}>
      <CoverageLine response={response} connection={connection} />
      <div className="claude-TeamStats-bar claude-Actions">
        <input
          type="search"
          className="claude-Field-input"
          aria-label={t('team.search')}
          placeholder={t('team.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <p role="status">
          {wanted.trim()
            ? t('team.found', { count: found.length, all: people.length })
            : t('team.people', { count: people.length, matched })}
        </p>
        <Button aria-expanded={choosing} aria-controls={chooser} onClick={() => setChoosing(!choosing)}>
          {t('team.columns')}
        </Button>
        <Button onClick={download}>{t('team.csv')}</Button>
      </div>
      <div id={chooser} hidden={!choosing}>
        <ColumnChooser columns={columns} onColumns={onColumns} onClose={() => setChoosing(false)} />
      </div>
      {found.length > 0 ? (
        <Grid {...props} stats={stats} people={found} sort={sort} onSort={setSort} />
      ) : (
        <Message
          title={t('team.unfound.title', { search: wanted.trim() })}
          actions={<Button onClick={() => setSearch('')}>{t('team.everyone')}</Button>}
        >
          <p>{t('team.unfound.text')}</p>
        </Message>
      )}
      <footer className="claude-Foot">
        <p>{t('team.promise')}</p>
      </footer>
      <Live>{isOutdated && t('team.updating')}</Live>
    </div>
  )
}
