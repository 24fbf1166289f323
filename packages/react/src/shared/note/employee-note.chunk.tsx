'use client'

import { countCodePoints, maxNoteLength, normalizeNote } from '@windmill/claude-core/internal'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { enNote } from '../../texts/en/note.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { PlainTextarea } from '../ui/plain-controls.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import type { NoteProps } from './props.ts'
import { shortenNote } from './shorten-note.ts'

type Outcome = 'saved' | 'removed' | 'failed'

/** An employee's note. If the viewer is the employee, they can change it here. */
export const EmployeeNote = ({ note, onNoteChange }: NoteProps): ReactNode => {
  const { t } = useTexts(enNote)
  const id = useUniqueId()
  const shownNote = shortenNote(note)
  const [draft, setDraft] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const rootRef = useRef<HTMLDivElement>(null)
  // A save that the viewer has canceled must not close a later edit.
  const lastSave = useRef(0)
  const wasEditing = useRef(false)
  const isEditing = draft !== null

  useEffect(() => {
    // The focus moves to the field, and back to the button that opened it.
    if (isEditing !== wasEditing.current) rootRef.current?.querySelector<HTMLElement>('textarea, button')?.focus()
    wasEditing.current = isEditing
  }, [isEditing])

  const close = (result: Outcome | null) => {
    lastSave.current += 1
    setDraft(null)
    setIsSaving(false)
    setOutcome(result)
  }
  const text = normalizeNote(draft ?? '')
  const charactersLeft = maxNoteLength - countCodePoints(text)

  const save = async () => {
    if (charactersLeft < 0) return
    lastSave.current += 1
    const thisSave = lastSave.current
    setIsSaving(true)
    setOutcome(null)
    try {
      await onNoteChange?.(text)
      if (lastSave.current === thisSave) close(text === '' ? 'removed' : 'saved')
    } catch {
      if (lastSave.current !== thisSave) return
      setIsSaving(false)
      setOutcome('failed')
    }
  }
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close(null)
  }
  return (
    <div className="claude-Note" ref={rootRef}>
      {isEditing ? (
        <>
          <label htmlFor={id}>{t('note.own')}</label>
          <PlainTextarea
            id={id}
            className="claude-Field-input"
            rows={2}
            dir="auto"
            value={draft}
            aria-describedby={`${id}-hint ${id}-left`}
            aria-invalid={charactersLeft < 0 || undefined}
            onChange={({ target }) => setDraft(target.value)}
            onKeyDown={cancelOnEscape}
          />
          <p className="claude-Quiet">
            <span id={`${id}-hint`}>{t('note.hint')}</span>{' '}
            <span id={`${id}-left`} className={charactersLeft < 0 ? 'claude-Failure' : undefined}>
              {t(charactersLeft < 0 ? 'note.tooLong' : 'note.left', { count: Math.abs(charactersLeft) })}
            </span>
          </p>
          <div className="claude-Actions">
            <Button variant="primary" isBusy={isSaving} disabled={charactersLeft < 0} onClick={save}>
              {t('note.save')}
            </Button>
            <Button variant="quiet" onClick={() => close(null)}>
              {t('note.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {shownNote && (
            <p>
              <span className="claude-Quiet">{t(onNoteChange ? 'note.own' : 'note.theirs')}</span>{' '}
              <bdi className="claude-Note-text">{shownNote}</bdi>
            </p>
          )}
          {onNoteChange && (
            <Button
              variant="quiet"
              onClick={() => {
                setOutcome(null)
                setDraft(shownNote)
              }}
            >
              {t(shownNote ? 'note.edit' : 'note.add')}
            </Button>
          )}
        </>
      )}
      {onNoteChange && (
        <p role="status" className={outcome === 'failed' ? 'claude-Failure' : 'claude-Quiet'}>
          {outcome && t(`note.${outcome}`)}
        </p>
      )}
    </div>
  )
}
