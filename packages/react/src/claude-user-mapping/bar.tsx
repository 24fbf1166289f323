'use client'

import type { MappedClaudeUser } from '@windmill/claude-core'
import { type ReactNode, useRef } from 'react'
import { enMapping } from '../texts/en-mapping.ts'
import { enTitles } from '../texts/en-titles.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { type BulkDecision, bulkRequest } from './offers.ts'
import { resultText } from './result-text.ts'
import type { Decision, MappingActions } from './use-claude-user-mapping.ts'
import type { ClaudeUserMappingViewProps } from './view.tsx'

interface BarProps {
  readonly users: readonly MappedClaudeUser[]
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
}

const bulkDecisions: readonly BulkDecision[] = ['suggestion', 'ignore', 'automatic']

/** Stays in view below the list: what can be done with those who are selected, and what came of the last changes. */
export const Bar = ({ users, state, actions }: BarProps): ReactNode => {
  const words = useTexts(enMapping)
  const { t } = words
  const { t: tTitles } = useTexts(enTitles)
  const status = useRef<HTMLParagraphElement>(null)
  const { batch, pending } = state
  const selected = users.filter(({ id }) => state.selected.has(id))
  const text = resultText(words, state)
  const busy = pending.size > 0
  const done = batch.changed.length + batch.failed
  const working = busy && batch.total > 1 && t('mapping.working', { done, total: batch.total })
  const undoable = busy || batch.isUndo ? [] : batch.changed

  // The buttons go away with what they do; what it comes to is said where the focus then is.
  const moveFocus = () => status.current?.focus()
  const decide = (decisions: readonly Decision[]) => {
    moveFocus()
    actions.decide(decisions)
  }
  return (
    <div
      className="claude-Section claude-Stack claude-Mapping-bar"
      data-on={busy || text !== '' || selected.length > 0 || undefined}
    >
      {selected.length > 0 && (
        <div className="claude-Actions">
          <strong>{t('mapping.selected', { count: selected.length })}</strong>
          {bulkDecisions.map((bulk) => {
            const decisions = selected.flatMap((user): Decision[] => {
              const request = bulkRequest(user, bulk)
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
              actions.select([...state.selected], false)
            }}
          >
            {t('mapping.bulk.none')}
          </Button>
        </div>
      )}
      {working && (
        <div>
          {working}
          <Progress label={tTitles('mapping.title')} done={done} total={batch.total} text={working} />
        </div>
      )}
      <div className="claude-Actions">
        <p role="status" tabIndex={-1} ref={status}>
          {text}
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
