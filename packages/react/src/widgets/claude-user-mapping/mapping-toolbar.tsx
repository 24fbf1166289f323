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
import type { ClaudeUserMappingViewProps, LinkDecision, MappingActions } from './props.ts'

interface MappingToolbarProps {
  readonly users: readonly MappedClaudeUser[]
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
}

const bulkDecisions: readonly BulkDecision[] = ['suggestion', 'ignore', 'automatic']

/** Sticky bar below the list: actions on the selected Claude users, and the result of the last changes with undo. */
export const MappingToolbar = ({ users, state, actions }: MappingToolbarProps): ReactNode => {
  const words = useTexts(enMapping)
  const { t } = words
  const { t: tTitles } = useTexts(enTitles)
  const status = useRef<HTMLParagraphElement>(null)
  const { batch, pendingIds } = state
  const selected = users.filter(({ id }) => state.selectedIds.has(id))
  const result = describeResult(words, state)
  const busy = pendingIds.size > 0
  const done = batch.changed.length + batch.failed
  const progress = busy && batch.total > 1 && t('mapping.working', { done, total: batch.total })
  const undoable = busy || batch.isUndo ? [] : batch.changed

  // The pressed button disappears, so the focus moves to the status, which then announces the result.
  const moveFocus = () => status.current?.focus()
  const decide = (decisions: readonly LinkDecision[]) => {
    moveFocus()
    actions.decide(decisions)
  }
  return (
    <div
      className="claude-Section claude-Stack claude-Mapping-toolbar"
      data-on={busy || result !== '' || selected.length > 0 || undefined}
    >
      {selected.length > 0 && (
        <div className="claude-Actions">
          <strong>{t('mapping.selected', { count: selected.length })}</strong>
          {bulkDecisions.map((bulk) => {
            const decisions = selected.flatMap((user): LinkDecision[] => {
              const request = toBulkRequest(user, bulk)
              return request ? [[user.id, request]] : []
            })
            return (
              decisions.length > 0 && (
                <Button key={bulk} busy={busy} onClick={() => decide(decisions)}>
                  {t(`mapping.bulk.${bulk}`, { count: decisions.length })}
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
      {progress && (
        <div>
          {progress}
          <Progress label={tTitles('mapping.title')} done={done} total={batch.total} text={progress} />
        </div>
      )}
      <div className="claude-Actions">
        <p role="status" tabIndex={-1} ref={status}>
          {result}
        </p>
        {undoable.length > 0 && (
          <Button onClick={() => decide(undoable.map(({ id }) => [id, { decision: 'undo' }]))}>
            {t('mapping.undo')}
          </Button>
        )}
      </div>
    </div>
  )
}
