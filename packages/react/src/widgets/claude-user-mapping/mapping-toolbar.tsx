'use client'

import type { MappedClaudeUser } from '@windmill/claude-core'
import { type ReactNode, useRef } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Progress } from '../../shared/ui/progress.tsx'
import { enMapping } from '../../texts/en/mapping.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { describeResult } from './describe-result.ts'
import { type BulkDecision, toBulkRequest } from './link-decisions.ts'
import type { ClaudeUserMappingViewProps, LinkRequestEntry, MappingActions } from './props.ts'

interface MappingToolbarProps {
  readonly users: readonly MappedClaudeUser[]
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
}

const bulkDecisions: readonly BulkDecision[] = ['suggestion', 'ignore', 'automatic']

/**
 * The sticky bar below the list. It has the bulk decisions about the selected Claude users, and the progress and result
 * of the last batch with an undo button.
 */
export const MappingToolbar = ({ users, state, actions }: MappingToolbarProps): ReactNode => {
  const language = useTexts(enMapping)
  const { t } = language
  const { t: tTitles } = useTexts(enTitles)
  const statusRef = useRef<HTMLParagraphElement>(null)
  const { batch, pendingIds } = state
  const selectedUsers = users.filter(({ id }) => state.selectedIds.has(id))
  const result = describeResult(language, state)
  const isBusy = pendingIds.size > 0
  const doneCount = batch.changedUsers.length + batch.failedCount
  const progressText =
    isBusy && batch.totalCount > 1 && t('mapping.working', { done: doneCount, total: batch.totalCount })
  const undoableUsers = isBusy || batch.hasUndo ? [] : batch.changedUsers

  // The pressed button disappears, so the focus moves to the status, which then announces the result.
  const moveFocus = () => statusRef.current?.focus()
  const decide = (decisions: readonly LinkRequestEntry[]) => {
    moveFocus()
    actions.decide(decisions)
  }
  return (
    <div
      className="claude-Section claude-Stack claude-Mapping-toolbar"
      data-on={isBusy || result !== '' || selectedUsers.length > 0 || undefined}
    >
      {selectedUsers.length > 0 && (
        <div className="claude-Actions">
          <strong>{t('mapping.selected', { count: selectedUsers.length })}</strong>
          {bulkDecisions.map((bulkDecision) => {
            const decisions = selectedUsers.flatMap((user): LinkRequestEntry[] => {
              const request = toBulkRequest(user, bulkDecision)
              return request ? [[user.id, request]] : []
            })
            return (
              decisions.length > 0 && (
                <Button key={bulkDecision} isBusy={isBusy} onClick={() => decide(decisions)}>
                  {t(`mapping.bulk.${bulkDecision}`, { count: decisions.length })}
                </Button>
              )
            )
          })}
          <Button
            variant="quiet"
            onClick={() => {
              moveFocus()
              actions.select([...state.selectedIds], false)
            }}
          >
            {t('mapping.bulk.none')}
          </Button>
        </div>
      )}
      {progressText && (
        <div>
          {progressText}
          <Progress label={tTitles('mapping.title')} done={doneCount} total={batch.totalCount} text={progressText} />
        </div>
      )}
      <div className="claude-Actions">
        <p role="status" tabIndex={-1} ref={statusRef}>
          {result}
        </p>
        {undoableUsers.length > 0 && (
          <Button onClick={() => decide(undoableUsers.map(({ id }) => [id, { decision: 'undo' }]))}>
            {t('mapping.undo')}
          </Button>
        )}
      </div>
    </div>
  )
}
