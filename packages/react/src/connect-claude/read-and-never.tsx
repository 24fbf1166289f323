'use client'

import type { ReactNode } from 'react'
import { useConnectTexts } from '../texts/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { Icon } from '../ui/icon.tsx'

/** What is read from Claude and what never is. */
export const ReadAndNever = ({ level }: { readonly level: number }): ReactNode => {
  const { t } = useConnectTexts()
  const list = (icon: 'check' | 'cross', title: string, items: readonly string[]) => (
    <div>
      <Heading level={level}>{title}</Heading>
      <ul>
        {items.map((item) => (
          <li key={item}>
            <Icon name={icon} />
            {item}
          </li>
        ))}
      </ul>
    </div>
  )
  return (
    <div className="claude-ConnectClaude-reads">
      {list('check', t('connect.read.title'), [t('connect.read.counts'), t('connect.read.emails')])}
      {list('cross', t('connect.never.title'), [t('connect.never.content'), t('connect.never.names')])}
    </div>
  )
}
