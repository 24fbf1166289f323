'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { FieldGroup } from '../ui/field-group.tsx'
import { PlainInput } from '../ui/plain-controls.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import type { ConnectionState } from './connection-reducer.ts'
import { PreviewFacts } from './preview-facts.tsx'
import { privateFieldAttributes, privateFieldClasses } from './private-field.ts'
import { toKeyFailure } from './to-key-failure.ts'
import { useKeyField } from './use-key-field.ts'
import type { KeyControls } from './use-key-tasks.ts'

export interface KeyFormProps {
  readonly state: ConnectionState
  readonly actions: KeyControls
  /**
   * Whether the key field takes the focus when the form opens.
   * @default false
   */
  readonly autoFocus?: boolean
  /** Renders the form around the key field and the save button. The button is disabled until the key is checked. */
  readonly children: (field: ReactNode, renderSaveButton: (labels: ButtonLabels) => ReactNode) => ReactNode
}

interface ButtonLabels {
  readonly label: string
  /** The label while the key is being saved. */
  readonly savingLabel: string
}

/** A form that checks a key and then saves it. Used for the first key and for a replacement. */
export const KeyForm = ({ state, actions, autoFocus = false, children }: KeyFormProps): ReactNode => {
  const { t } = useTexts(enConnectChanges)
  const id = useUniqueId()
  const [isRevealed, setRevealed] = useState(false)
  const { inputRef, readKey, clearKey, onInput, onPaste } = useKeyField(actions.edit)
  const { task, preview } = state
  const failure = state.failure?.task === 'check' || state.failure?.task === 'connect' ? state.failure : null

  useEffect(() => {
    if (autoFocus) inputRef.current?.focus()
  }, [autoFocus, inputRef])
  useEffect(() => {
    if (failure) inputRef.current?.focus()
  }, [failure, inputRef])

  /** Runs a task with the key in the field, or shows the problem with it. */
  const runWithKey = async (run: (key: string) => Promise<unknown>) => {
    if (task) return
    const { key, problem } = readKey()
    if (problem) actions.edit(toKeyFailure(problem))
    else await run(key)
  }
  const check = () => runWithKey(actions.check)
  const save = () =>
    runWithKey(async (key) => {
      if (await actions.connect(key)) clearKey()
    })

  const field = (
    <>
      <div className="claude-Field claude-Actions">
        <PlainInput
          inputRef={inputRef}
          id={id}
          className={`claude-Field-input ${privateFieldClasses}`}
          type={isRevealed ? 'text' : 'password'}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          {...privateFieldAttributes}
          placeholder={t('connect.key.placeholder')}
          aria-label={t('connect.key.label')}
          aria-invalid={failure ? true : undefined}
          aria-describedby={failure ? `${id}-failure` : undefined}
          readOnly={task !== null}
          onInput={onInput}
          onPaste={onPaste}
        />
        <Button variant="quiet" aria-pressed={isRevealed} onClick={() => setRevealed(!isRevealed)}>
          {t(isRevealed ? 'connect.key.hide' : 'connect.key.reveal')}
        </Button>
        <Button isBusy={task === 'check'} disabled={preview !== null} onClick={check}>
          {t(task === 'check' ? 'connect.key.checking' : 'connect.key.check')}
        </Button>
      </div>
      {failure && <FailureNote id={`${id}-failure`} failure={failure} />}
      {preview && <PreviewFacts preview={preview} />}
    </>
  )
  const renderSaveButton = ({ label, savingLabel }: ButtonLabels) => (
    <Button variant="primary" isBusy={task === 'connect'} disabled={!preview} onClick={save}>
      {task === 'connect' ? savingLabel : label}
    </Button>
  )
  return <FieldGroup onSubmit={() => !preview && check()}>{children(field, renderSaveButton)}</FieldGroup>
}
