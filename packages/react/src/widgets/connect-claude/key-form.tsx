'use client'

import { findKeyProblem } from '@windmill/claude-core'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import { toKeyFailure } from '../../shared/connection/to-key-failure.ts'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { PreviewFacts } from './preview-facts.tsx'
import { useKeyField } from './use-key-field.ts'

export interface KeyFormProps {
  readonly state: ConnectionState
  readonly actions: Pick<ConnectionControls, 'edit' | 'check' | 'connect'>
  readonly autoFocus?: boolean
  /** Lays the field and the button that saves out; the button does nothing before the key is checked. */
  readonly children: (field: ReactNode, save: (labels: SaveLabels) => ReactNode) => ReactNode
}

interface SaveLabels {
  readonly idle: string
  readonly busy: string
}

/** The field for a key: check first, then save. The same for the first key and for one that replaces it. */
export const KeyForm = ({ state, actions, autoFocus = false, children }: KeyFormProps): ReactNode => {
  const { t } = useTexts(enConnectChanges)
  const id = useId()
  const [revealed, setRevealed] = useState(false)
  const { ref, read, clear, onInput, onPaste } = useKeyField(actions.edit)
  const { task, preview } = state
  const failure = state.failure?.task === 'check' || state.failure?.task === 'connect' ? state.failure : null

  useEffect(() => {
    if (autoFocus) ref.current?.focus()
  }, [autoFocus, ref])
  useEffect(() => {
    if (failure) ref.current?.focus()
  }, [failure, ref])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (task) return
    const key = read()
    const problem = findKeyProblem(key)
    if (problem) actions.edit(toKeyFailure(problem))
    else if (!preview) await actions.check(key)
    else if (await actions.connect(key)) clear()
  }

  const field = (
    <>
      <div className="claude-Field claude-Actions">
        <input
          ref={ref}
          id={id}
          className="claude-Field-input"
          // A text field with hidden characters, not a password field: browsers would offer to save the key.
          type="text"
          dir="ltr"
          data-concealed={!revealed || undefined}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore=""
          data-lpignore="true"
          data-bwignore=""
          placeholder={t('connect.key.placeholder')}
          aria-label={t('connect.key.label')}
          aria-invalid={failure ? true : undefined}
          aria-describedby={failure ? `${id}-failure` : undefined}
          readOnly={task !== null}
          onInput={onInput}
          onPaste={onPaste}
        />
        <Button variant="quiet" aria-pressed={revealed} onClick={() => setRevealed(!revealed)}>
          {t(revealed ? 'connect.key.hide' : 'connect.key.reveal')}
        </Button>
        <Button type="submit" busy={task === 'check'} disabled={preview !== null}>
          {t(task === 'check' ? 'connect.key.checking' : 'connect.key.check')}
        </Button>
      </div>
      {failure && <FailureNote id={`${id}-failure`} failure={failure} />}
      {preview && <PreviewFacts preview={preview} />}
    </>
  )
  const save = ({ idle, busy }: SaveLabels) => (
    <Button type="submit" variant="primary" busy={task === 'connect'} disabled={!preview}>
      {task === 'connect' ? busy : idle}
    </Button>
  )
  return (
    <form onSubmit={submit} noValidate>
      {children(field, save)}
    </form>
  )
}
