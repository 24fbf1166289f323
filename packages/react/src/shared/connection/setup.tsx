'use client'

import { keyPageUrl } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enConnectChanges } from '../../texts/en/connect-changes.ts'
import { useTexts } from '../format/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { externalIcon, Icon } from '../ui/icon.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import { DataScope } from './data-scope.chunk.tsx'
import { KeyForm, type KeyFormProps } from './key-form.tsx'

export interface SetupProps extends Pick<KeyFormProps, 'state' | 'actions'> {
  /** Content at the end of the first step, such as a button to invite someone. `@default` nothing */
  readonly firstStepEnd?: ReactNode
  readonly level: number
}

/** What a key needs before Claude accepts it. */
const requirements = ['plan', 'owner', 'access', 'scope'] as const

/** Shows the three steps that connect Claude (create a key, check it, save it) and what will be read. */
export const Setup = ({ state, actions, firstStepEnd, level }: SetupProps): ReactNode => {
  const { t } = useTexts(enConnectChanges)
  // Only a key that Claude accepts shows that all requirements are met.
  const isReady = state.preview !== null
  return (
    <div className="claude-Setup">
      <KeyForm state={state} actions={actions}>
        {(field, renderSaveButton) => (
          <ol className="claude-Steps">
            <li className="claude-Steps-item" data-tone={isReady ? 'good' : undefined}>
              <Heading level={level}>{t('connect.step1.title')}</Heading>
              <ul
                className="claude-Checklist claude-Text"
                data-tone={isReady ? 'good' : undefined}
                aria-label={t('connect.step1.needs')}
              >
                {requirements.map((requirement) => (
                  <li key={requirement}>{t(`connect.step1.${requirement}`)}</li>
                ))}
              </ul>
              {isReady && <p className="claude-Text">{t('connect.step1.met')}</p>}
              <a className="claude-Button" data-variant="secondary" href={keyPageUrl} target="_blank" rel="noreferrer">
                {t('connect.step1.link')}
                <Icon path={externalIcon} />
                <VisuallyHidden>{t('connect.newTab')}</VisuallyHidden>
              </a>
              {firstStepEnd}
            </li>
            <li className="claude-Steps-item" data-tone={state.preview ? 'good' : undefined}>
              <Heading level={level}>{t('connect.step2.title')}</Heading>
              <p className="claude-Text">{t('connect.step2.text')}</p>
              {field}
            </li>
            <li className="claude-Steps-item">
              <Heading level={level}>{t('connect.step3.title')}</Heading>
              <p className="claude-Text">{t('connect.step3.text')}</p>
              <div className="claude-Actions">
                {renderSaveButton({ label: t('connect.connect'), savingLabel: t('connect.connecting') })}
                {!state.preview && <span className="claude-Quiet">{t('connect.step3.wait')}</span>}
              </div>
            </li>
          </ol>
        )}
      </KeyForm>
      <DataScope level={level} />
    </div>
  )
}
