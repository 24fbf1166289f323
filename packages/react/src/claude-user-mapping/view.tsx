'use client'

import type { MappedClaudeUser, ClaudeUsersResponse, Day } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { formatNumber } from '../format/formatters.ts'
import type { Paging } from '../query/paging.ts'
import { enMapping } from '../texts/en-mapping.ts'
import { enTitles } from '../texts/en-titles.ts'
import type { Explainable } from '../texts/explain.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { LoadMore } from '../ui/load-more.tsx'
import { Loading } from '../ui/loading.tsx'
import { Message } from '../ui/message.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { Root } from '../ui/root.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Bar } from './bar.tsx'
import { DirectoryNote } from './directory-note.tsx'
import type { MappingFilter, MappingUi } from './machine.ts'
import { Nobody } from './nobody.tsx'
import type { MappingActions } from './use-claude-user-mapping.ts'
import { UserRow } from './user-row.tsx'
import { countOf, filters } from './work.ts'

export interface ClaudeUserMappingViewProps {
  /** What is true of all states: counts and the directory. Null before the first answer. */
  readonly summary: Pick<ClaudeUsersResponse, 'counts' | 'directory'> | null
  /** Null while they load. */
  readonly users: readonly MappedClaudeUser[] | null
  /** Why they could not be loaded. */
  readonly problem: Explainable | null
  readonly onRetry: () => void
  /** Another search is loading; this is what the former one found. */
  readonly isOutdated: boolean
  readonly state: MappingUi & { readonly filter: MappingFilter }
  readonly paging: Paging
  readonly today: Day
  readonly actions: MappingActions
  readonly headingLevel: HeadingLevel
}

/** `ClaudeUserMapping` without a network: everything it shows comes in as props, but for what an open row asks for. */
export const ClaudeUserMappingView = (props: ClaudeUserMappingViewProps): ReactNode => {
  const { summary, users, problem, isOutdated, state, actions, headingLevel } = props
  const { t, locale } = useTexts(enMapping)
  const title = useTexts(enTitles).t('mapping.title')
  const id = useId()
  const counts = summary?.counts
  return (
    <Root
      name="Mapping"
      labelledBy={id}
      state={problem ? 'error' : users ? 'ready' : 'loading'}
      busy={isOutdated || (!users && !problem)}
    >
      <header className="claude-Head">
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={id}>
            {title}
          </Heading>
          {counts && <p>{t('mapping.subtitle', { matched: counts.matched, total: countOf(counts, 'all') })}</p>}
        </div>
        {counts && (
          <input
            type="search"
            className="claude-Field-input"
            aria-label={t('mapping.search')}
            placeholder={t('mapping.search')}
            maxLength={200}
            value={state.search}
            onChange={(event) => actions.search(event.target.value)}
          />
        )}
        {counts && (
          <Segmented
            label={t('mapping.filter')}
            name={id}
            values={filters}
            labelOf={(filter) => (
              <>
                {t(`mapping.state.${filter}`)}{' '}
                <span className="claude-Quiet">{formatNumber(locale, countOf(counts, filter))}</span>
              </>
            )}
            value={state.filter}
            onChange={actions.filter}
          />
        )}
      </header>
      {summary && <DirectoryNote directory={summary.directory} today={props.today} />}
      <Body {...props} level={headingLevel + 1} />
    </Root>
  )
}

const Body = (props: ClaudeUserMappingViewProps & { readonly level: number }) => {
  const { summary, users, problem, onRetry, state, paging, actions, today, level } = props
  const { t } = useTexts(enMapping)
  const { t: tTitles } = useTexts(enTitles)
  if (problem) {
    return problem.code === 'admin_only' || problem.code === 'not_found' ? (
      <Message title={t('mapping.forbidden.title')}>
        <p>{t('mapping.forbidden.text')}</p>
      </Message>
    ) : (
      <ProblemMessage problem={problem} onRetry={onRetry} />
    )
  }
  if (!users || !summary) return <Loading>{tTitles('mapping.loading')}</Loading>

  const ids = users.map((user) => user.id)
  const selected = ids.filter((id) => state.selected.has(id)).length
  return (
    <>
      {users.length === 0 ? (
        <Nobody counts={summary.counts} state={state} actions={actions} />
      ) : (
        <label className="claude-Section claude-Check claude-Text">
          <input
            type="checkbox"
            checked={selected === ids.length}
            ref={(box) => {
              if (box) box.indeterminate = selected > 0 && selected < ids.length
            }}
            onChange={() => actions.select(ids, selected < ids.length)}
          />
          {t('mapping.all', { count: ids.length })}
        </label>
      )}
      <ul className="claude-Mapping-list">
        {users.map((user) => (
          <UserRow key={user.id} user={user} state={state} actions={actions} today={today} level={level} />
        ))}
      </ul>
      <LoadMore paging={paging}>{t('mapping.more')}</LoadMore>
      <Bar users={users} state={state} actions={actions} />
    </>
  )
}
