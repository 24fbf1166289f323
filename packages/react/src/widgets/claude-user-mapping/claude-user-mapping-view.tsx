'use client'

import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Heading } from '../../shared/ui/heading.tsx'
import { LoadMore } from '../../shared/ui/load-more.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { PlainInput } from '../../shared/ui/plain-controls.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { SearchField } from '../../shared/ui/search-field.tsx'
import { Segmented } from '../../shared/ui/segmented.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enMapping } from '../../texts/en/mapping.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { ClaudeUserRow } from './claude-user-row.tsx'
import { DirectoryNote } from './directory-note.tsx'
import { MappingEmptyState } from './mapping-empty-state.tsx'
import { countUsers, mappingFilters } from './mapping-filters.ts'
import { MappingToolbar } from './mapping-toolbar.tsx'
import type { ClaudeUserMappingViewProps } from './props.ts'

/** The presentation of `ClaudeUserMapping`. It loads no data, except for the details of an open row. */
export const ClaudeUserMappingView = (props: ClaudeUserMappingViewProps): ReactNode => {
  const { summary, users, problem, isOutdated, state, actions, headingLevel } = props
  const { t, locale } = useTexts(enMapping)
  const title = useTexts(enTitles).t('mapping.title')
  const id = useUniqueId()
  const counts = summary?.counts
  return (
    <Root
      name="Mapping"
      labelledBy={id}
      state={problem ? 'error' : users ? 'ready' : 'loading'}
      isBusy={isOutdated || (!users && !problem)}
    >
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={id}>
            {title}
          </Heading>
          {counts && <p>{t('mapping.subtitle', { matched: counts.matched, total: countUsers(counts, 'all') })}</p>}
        </div>
        {counts && <SearchField label={t('mapping.search')} value={state.search} onChange={actions.search} />}
        {counts && (
          <Segmented
            label={t('mapping.filter')}
            name={id}
            values={mappingFilters}
            renderLabel={(filter) => (
              <>
                {t(`mapping.state.${filter}`)}{' '}
                <span className="claude-Quiet">{formatNumber(locale, countUsers(counts, filter))}</span>
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
    return problem.code === 'not_permitted' || problem.code === 'not_found' ? (
      <Message title={t('mapping.forbidden.title')}>
        <p>{t('mapping.forbidden.text')}</p>
      </Message>
    ) : (
      <ProblemMessage problem={problem} onRetry={onRetry} />
    )
  }
  if (!users || !summary) return <Loading>{tTitles('mapping.loading')}</Loading>

  const ids = users.map((user) => user.id)
  const selectedCount = ids.filter((id) => state.selectedIds.has(id)).length
  return (
    <>
      {users.length === 0 ? (
        <MappingEmptyState counts={summary.counts} state={state} actions={actions} />
      ) : (
        <label className="claude-Section claude-Check claude-Text">
          <PlainInput
            type="checkbox"
            checked={selectedCount === ids.length}
            inputRef={(checkbox) => {
              if (checkbox) checkbox.indeterminate = selectedCount > 0 && selectedCount < ids.length
            }}
            onChange={() => actions.select(ids, selectedCount < ids.length)}
          />
          {t('mapping.all', { count: ids.length })}
        </label>
      )}
      <ul className="claude-Mapping-list">
        {users.map((user) => (
          <ClaudeUserRow key={user.id} user={user} state={state} actions={actions} today={today} level={level} />
        ))}
      </ul>
      <LoadMore paging={paging}>{t('mapping.more')}</LoadMore>
      <MappingToolbar users={users} state={state} actions={actions} />
    </>
  )
}
