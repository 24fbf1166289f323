'use client'

import type { ReactNode } from 'react'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { KeyForm, type KeyFormProps } from './key-form.tsx'

interface ReplaceKeyProps extends Pick<KeyFormProps, 'state'> {
  readonly actions: KeyFormProps['actions'] & Pick<ConnectionControls, 'close'>
  readonly level: number
}

/** The form that replaces the key of an existing connection. */
export const ReplaceKey = ({ state, actions, level }: ReplaceKeyProps): ReactNode => {
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
          </div>
        )}
      </KeyForm>
    </div>
  )
}
