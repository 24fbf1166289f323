'use client'

import { type EmployeeStatsResponse, getStat } from '@windmill/claude-core'
import { describeObservation, formatSentence, type Observation } from '@windmill/claude-core/observations'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { enChart } from '../../texts/en/chart.ts'
import { enObservations } from '../../texts/en/observations.ts'
import { StatMarks } from '../figures/stat-marks.tsx'
import { describeTrend, getStatTrend } from '../figures/stat-trend.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import { PlainButton, PlainFieldset, PlainTextarea } from '../ui/plain-controls.tsx'
import { useHostEntries } from './use-host-entries.ts'

/** A place in the host's document that an observation can go to. */
interface Target {
  /** Null for the document as a whole. */
  readonly id: string | null
  readonly label: string
}

/** An observation that the viewer adds. */
export interface Addition {
  readonly observation: Observation
  /** The sentence, without the mark "[System]". */
  readonly sentence: string
  readonly isEdited: boolean
  readonly targetId: string | null
}

interface ObservationChoicesProps {
  readonly response: EmployeeStatsResponse
  /** The observations that can be added. */
  readonly observations: readonly Observation[]
  /** `ask` shows questions for a manager. `own` shows topics for the employee to bring up. Null shows neither. */
  readonly questionKind: 'ask' | 'own' | null
  /** The places where an observation can go, at least one. If there are several, the viewer picks one. */
  readonly targets: readonly Target[]
  /** The label of the button that adds an observation, such as "Add to agenda". */
  readonly addText: string
  /** Says where an added observation is, such as "On the agenda". The host may have removed the target since. */
  readonly describeAdded: (targetId: string | null) => string
  /** The observations that are in the host's document: the id of the target by the id of the observation. */
  readonly added: ReadonlyMap<string, string | null>
  /** The ids of the observations that the viewer has dismissed. */
  readonly dismissed: readonly string[]
  /** Undefined if nothing can be added. */
  readonly onAdd: ((addition: Addition) => void) | undefined
  /** Undefined if nothing can be taken back. */
  readonly onUndo: ((observationId: string, targetId: string | null) => void) | undefined
  /** Undefined if the host cannot show what was added. */
  readonly onShow?: ((observationId: string, targetId: string | null) => void) | undefined
  /** Undefined if the host stores no dismissals. */
  readonly onDismiss: ((observationId: string, isDismissed: boolean) => void) | undefined
  /** Whether a button adds all observations, one by one. `@default false` */
  readonly hasAddAll?: boolean
}

/** Maximum length of an edited sentence, in characters. */
const maxSentenceLength = 500

/**
 * The observations that the viewer can add to the host's document, edit and dismiss. After each action, the focus moves
 * to the button that takes the action back or continues it, and the result replaces the pressed button.
 */
export const ObservationChoices = (props: ObservationChoicesProps): ReactNode => {
  const { response, observations, questionKind, targets, addText, describeAdded, hasAddAll = false } = props
  const { onAdd, onUndo, onShow, onDismiss } = props
  const language = useTexts(enObservations)
  const chartLanguage = useTexts(enChart)
  const { t } = language
  const added = useHostEntries(props.added)
  const dismissed = useHostEntries(new Map(props.dismissed.map((id) => [id, true])))
  /** The edited sentences by the id of the observation. Undo brings an added sentence back from here. */
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map())
  /** The id of the observation that the viewer picks a target for. */
  const [pickingId, setPickingId] = useState<string | null>(null)
  const [isShowingDismissed, setIsShowingDismissed] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const { ref, focus } = useFocusByKey()

  const [firstTarget] = targets
  const isDismissed = ({ id }: Observation) => dismissed.entries.has(id) && !added.entries.has(id)
  const shownObservations = observations.filter((observation) => !isDismissed(observation))
  const hiddenObservations = observations.filter(isDismissed)
  const notAdded = shownObservations.filter(({ id }) => !added.entries.has(id))

  const changeDraft = (id: string, draft: string | undefined) =>
    setDrafts((current) => {
      const next = new Map(current)
      if (draft === undefined) next.delete(id)
      else next.set(id, draft)
      return next
    })
  const add = (observation: Observation, targetId: string | null) => {
    const { id } = observation
    if (added.entries.has(id)) return
    const sentence = formatSentence(language, observation, response)
    const edited = drafts.get(id)?.trim() || sentence
    onAdd?.({ observation, sentence: edited, isEdited: edited !== sentence, targetId })
    if (edited === sentence) changeDraft(id, undefined)
    added.change(id, targetId)
    setAnnouncement(describeAdded(targetId))
  }
  const addOne = (observation: Observation, targetId: string | null) => {
    add(observation, targetId)
    setPickingId(null)
    focus(`${observation.id} done`)
  }
  const addAll = () => {
    for (const observation of notAdded) add(observation, firstTarget?.id ?? null)
    setPickingId(null)
    const [last] = notAdded.slice(-1)
    if (last) focus(`${last.id} done`)
  }
  const undo = ({ id }: Observation) => {
    onUndo?.(id, added.entries.get(id) ?? null)
    added.change(id, undefined)
    setAnnouncement(t('choice.undone'))
    focus(`${id} add`)
  }
  const dismiss = ({ id }: Observation) => {
    onDismiss?.(id, true)
    dismissed.change(id, true)
    setPickingId(null)
    setAnnouncement(t('choice.dismissedOne'))
    focus('dismissed')
  }
  const restore = ({ id }: Observation) => {
    onDismiss?.(id, false)
    dismissed.change(id, undefined)
    if (hiddenObservations.length === 1) setIsShowingDismissed(false)
    setAnnouncement(t('choice.restored'))
    focus(`${id} add`)
  }

  const renderActions = (observation: Observation, title: string) => {
    const { id } = observation
    const buildAriaLabel = (text: string) => `${text}: ${title}`
    const targetId = added.entries.get(id)
    const draft = drafts.get(id)
    if (targetId !== undefined) {
      return (
        <>
          <strong
            className="claude-Conversation-done"
            {...(!onUndo && { tabIndex: -1, 'data-focus-key': `${id} done` })}
          >
            ✓ {describeAdded(targetId)}
          </strong>
          {onUndo && (
            <Button
              variant="quiet"
              data-focus-key={`${id} done`}
              aria-label={buildAriaLabel(t('choice.undo'))}
              onClick={() => undo(observation)}
            >
              {t('choice.undo')}
            </Button>
          )}
          {onShow && (
            <Button variant="quiet" aria-label={buildAriaLabel(t('choice.show'))} onClick={() => onShow(id, targetId)}>
              {t('choice.show')}
            </Button>
          )}
        </>
      )
    }
    const isEmpty = draft?.trim() === ''
    const renderCancelButton = (cancel: () => void) => (
      <Button
        variant="quiet"
        aria-label={buildAriaLabel(t('choice.cancel'))}
        onClick={() => {
          cancel()
          focus(`${id} add`)
        }}
      >
        {t('choice.cancel')}
      </Button>
    )
    if (pickingId === id) {
      return (
        <PlainFieldset className="claude-Conversation-targets">
          <legend>{t('choice.pick')}</legend>
          {targets.map((target, index) => (
            <Button
              key={target.id}
              data-focus-key={index === 0 ? `${id} pick` : undefined}
              onClick={() => addOne(observation, target.id)}
            >
              <bdi>{target.label}</bdi>
            </Button>
          ))}
          {renderCancelButton(() => setPickingId(null))}
        </PlainFieldset>
      )
    }
    const pick = () => {
      if (targets.length <= 1) return addOne(observation, firstTarget?.id ?? null)
      setPickingId(id)
      focus(`${id} pick`)
    }
    const edit = () => {
      changeDraft(id, formatSentence(language, observation, response))
      focus(`${id} edit`)
    }
    return (
      <>
        {onAdd && (
          <Button
            variant={draft === undefined ? 'secondary' : 'primary'}
            data-focus-key={`${id} add`}
            aria-label={buildAriaLabel(addText)}
            disabled={isEmpty}
            onClick={pick}
          >
            {addText}
          </Button>
        )}
        {draft !== undefined
          ? renderCancelButton(() => changeDraft(id, undefined))
          : onAdd && (
              <Button variant="quiet" aria-label={buildAriaLabel(t('choice.edit'))} onClick={edit}>
                {t('choice.edit')}
              </Button>
            )}
        {draft === undefined && onDismiss && (
          <Button variant="quiet" aria-label={buildAriaLabel(t('choice.dismiss'))} onClick={() => dismiss(observation)}>
            {t('choice.dismiss')}
          </Button>
        )}
      </>
    )
  }

  return (
    <div ref={ref}>
      {hasAddAll && onAdd && notAdded.length > 1 && (
        <p className="claude-Conversation-heading">
          <Button onClick={addAll}>{t('choice.addAll', { count: notAdded.length })}</Button>
        </p>
      )}
      <ul className="claude-Conversation-list" aria-label={t('conversation.list')}>
        {shownObservations.map((observation) => {
          const { id, statId } = observation
          const stat = getStat(statId)
          const trend = getStatTrend(stat, response)
          const { title, numbers, question } = describeObservation(language, observation, questionKind === 'own')
          const draft = added.entries.has(id) ? undefined : drafts.get(id)
          return (
            <li key={id} className="claude-Conversation-item claude-Section claude-Text">
              <StatMarks stat={stat} trend={trend} label={describeTrend(chartLanguage, stat, trend)} />
              <div>
                {draft === undefined ? (
                  <p>
                    <strong>{title}</strong> <span>{numbers}</span>
                  </p>
                ) : (
                  <PlainTextarea
                    className="claude-Field-input"
                    data-focus-key={`${id} edit`}
                    aria-label={t('choice.sentence', { title })}
                    rows={2}
                    maxLength={maxSentenceLength}
                    value={draft}
                    onChange={({ target }) => changeDraft(id, target.value)}
                  />
                )}
                {questionKind && question && (
                  <p>
                    <span className="claude-Quiet">{t(`${questionKind}.label`)}</span> {question}
                  </p>
                )}
                {(onAdd || onDismiss) && (
                  <div className="claude-Conversation-actions">{renderActions(observation, title)}</div>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {hiddenObservations.length > 0 && (
        <div className="claude-Section claude-Quiet">
          {t('choice.dismissed', { count: hiddenObservations.length })} ·{' '}
          <PlainButton
            className="claude-Link"
            data-focus-key="dismissed"
            aria-expanded={isShowingDismissed}
            onClick={() => setIsShowingDismissed(!isShowingDismissed)}
          >
            {t(isShowingDismissed ? 'choice.hideDismissed' : 'choice.showDismissed')}
          </PlainButton>
          {isShowingDismissed && (
            <ul>
              {hiddenObservations.map((observation) => {
                const { title, numbers } = describeObservation(language, observation, false)
                return (
                  <li key={observation.id}>
                    {title} {numbers}{' '}
                    <PlainButton
                      className="claude-Link"
                      aria-label={`${t('choice.restore')}: ${title}`}
                      onClick={() => restore(observation)}
                    >
                      {t('choice.restore')}
                    </PlainButton>
                  </li>
                )
              })}
            </ul>
          )}
        </div>
      )}
      <LiveRegion>{announcement}</LiveRegion>
    </div>
  )
}

/**
 * Returns a ref for the container, and a function that focuses the element with a `data-focus-key` after the next
 * render.
 */
const useFocusByKey = () => {
  const ref = useRef<HTMLDivElement>(null)
  const [request, setRequest] = useState<{ readonly key: string } | null>(null)
  useEffect(() => {
    if (request) ref.current?.querySelector<HTMLElement>(`[data-focus-key="${request.key}"]`)?.focus()
  }, [request])
  return { ref, focus: (key: string) => setRequest({ key }) }
}
