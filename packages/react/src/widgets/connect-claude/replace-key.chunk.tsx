'use client'

import type { ReactNode } from 'react'
import { KeyForm, type KeyFormProps } from '../../shared/connection/key-form.tsx'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { InviteOwnerDisclosure, type InviteOwnerDisclosureProps } from './invite-owner-disclosure.tsx'

interface ReplaceKeyProps extends Pick<KeyFormProps, 'state'>, InviteOwnerDisclosureProps {
  readonly actions: KeyFormProps['actions'] & Pick<ConnectionControls, 'close'>
  readonly level: number
}

/** The form that replaces the key of an existing connection. */
export const ReplaceKey = (props: ReplaceKeyProps): ReactNode => {
  const { connection, invitationUrl, state, actions, level } = props
  const { t } = useTexts(enConnectChanges)
  return (
    <div className="claude-Section claude-Stack">
      <Heading level={level}>{t('replace.title')}</Heading>
      <p className="claude-Text">{t('replace.text')}</p>
      <KeyForm state={state} actions={actions} autoFocus>
        {(field, renderSaveButton) => (
          <div className="claude-Stack">
            {field}
            <div className="claude-Actions">
              {renderSaveButton({ label: t('replace.save'), savingLabel: t('replace.saving') })}
              <Button onClick={actions.close}>{t('replace.cancel')}</Button>
            </div>
            <InviteOwnerDisclosure connection={connection} invitationUrl={invitationUrl} />
          </div>
        )}
      </KeyForm>
    </div>
  )
}
