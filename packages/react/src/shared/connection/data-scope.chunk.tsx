'use client'

import type { ReactNode } from 'react'
import { enConnectDataScope } from '../../texts/en/connect-data-scope.ts'
import { useTexts } from '../format/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { checkIcon, crossIcon, Icon } from '../ui/icon.tsx'

/** Lists what is read from Claude and what is never read. */
export const DataScope = ({ level }: { readonly level: number }): ReactNode => {
  const { t } = useTexts(enConnectDataScope)
  const renderList = (icon: string, title: string, items: readonly string[]) => (
    <div className="claude-Stack">
      <Heading level={level}>{title}</Heading>
      <ul className="claude-Stack claude-Text">
        {items.map((item) => (
          <li key={item}>
            <Icon path={icon} />
            {item}
          </li>
        ))}
      </ul>
    </div>
  )
  return (
    <div className="claude-DataScope claude-Cells">
      {renderList(checkIcon, t('connect.read.title'), [t('connect.read.counts'), t('connect.read.emails')])}
      {renderList(crossIcon, t('connect.never.title'), [t('connect.never.content'), t('connect.never.names')])}
    </div>
  )
}
