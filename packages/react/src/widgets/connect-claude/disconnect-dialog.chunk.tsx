'use client'

import type { DisconnectData } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { FieldGroup } from '../../shared/ui/field-group.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { PlainFieldset, PlainInput } from '../../shared/ui/plain-controls.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { type ConnectChangesText, enConnectChanges } from '../../texts/en/connect-changes.ts'

interface DisconnectDialogProps {
  readonly state: ConnectionState
  readonly actions: Pick<ConnectionControls, 'close' | 'disconnect'>
  readonly level: number
}

/** Asks whether disconnecting keeps or erases the stored counts. Keeping them is preselected. */
export const DisconnectDialog = ({ state, actions, level }: DisconnectDialogProps): ReactNode => {
  const titleId = useUniqueId()
  const { t } = useTexts(enConnectChanges)
  const [data, setData] = useState<DisconnectData>('keep')
  const isBusy = state.task === 'disconnect'
  const submit = () => {
    if (!isBusy) actions.disconnect(data)
  }
  const renderOption = (value: DisconnectData, labelKey: ConnectChangesText, textKey: ConnectChangesText) => (
    <label className="claude-Choice">
      <PlainInput type="radio" name={titleId} value={value} checked={data === value} onChange={() => setData(value)} />
      <span className="claude-Text">
        <strong>{t(labelKey)}</strong>
        {t(textKey)}
      </span>
    </label>
  )
  return (
    <Dialog labelledBy={titleId} onClose={actions.close}>
      <FieldGroup className="claude-Dialog-content" onSubmit={submit}>
        <Heading level={level} id={titleId}>
          {t('disconnect.title')}
        </Heading>
        <p className="claude-Text">{t('disconnect.text')}</p>
        <PlainFieldset className="claude-Stack">
          <legend>{t('disconnect.question')}</legend>
          {renderOption('keep', 'disconnect.keep', 'disconnect.keepText')}
          {renderOption('erase', 'disconnect.erase', 'disconnect.eraseText')}
        </PlainFieldset>
        {state.failure?.task === 'disconnect' && <FailureNote failure={state.failure} />}
        <div className="claude-Actions" data-align="end">
          <Button onClick={actions.close}>{t('disconnect.cancel')}</Button>
          <Button variant={data === 'erase' ? 'danger' : 'primary'} isBusy={isBusy} onClick={submit}>
            {t(isBusy ? 'disconnect.working' : data === 'erase' ? 'disconnect.confirmErase' : 'disconnect.confirmKeep')}
          </Button>
        </div>
      </FieldGroup>
    </Dialog>
  )
}
