'use client'

import type { Period } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { compared } from '../stats-panel/view.tsx'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { enTalks } from '../texts/en-talks.ts'
import { useTexts } from '../texts/use-texts.ts'
import { PartBone } from '../ui/bone.tsx'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import type { Loadable } from '../ui/loadable.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Root } from '../ui/root.tsx'

/** The card's head, with what can be done beside it. */
export type TalkHead = (actions?: ReactNode) => ReactNode

interface TalkCardProps<Module> {
  readonly name: string
  readonly title: string
  readonly employeeName: string | undefined
  /** Null where there is none to speak of. */
  readonly period: Period | null
  /** The kind of what there is to show. */
  readonly state: string
  readonly headingLevel: HeadingLevel
  readonly part: Loadable<Module>
  /** Draws head and content, once they are there. */
  readonly children: (module: Module, head: TalkHead) => ReactNode
}

/** What stands there at once of a widget that prepares a conversation: its head, and the room for the rest. */
export const TalkCard = <Module,>(props: TalkCardProps<Module>): ReactNode => {
  const { name, title, employeeName, period, state, headingLevel, part, children } = props
  const { t } = useTexts(enTalks)
  const { t: tPanel, locale } = useTexts(enStatsPanel)
  const id = useId()
  const isLoading = state === 'loading'
  const head: TalkHead = (actions) => (
    <header className="claude-Head">
      <div className="claude-Head-text">
        <Heading level={headingLevel} id={id}>
          {title}
        </Heading>
        <p>
          {employeeName}
          {employeeName && period && ' · '}
          {period && compared(locale, tPanel, period)}
        </p>
      </div>
      {actions}
    </header>
  )
  return (
    <Root name={name} labelledBy={id} state={state} busy={isLoading}>
      <OnDemand
        part={part}
        wanted={!isLoading}
        instead={(failure) => (
          <>
            {head()}
            {failure || <PartBone size="detail" />}
          </>
        )}
      >
        {(module) => children(module, head)}
      </OnDemand>
      <Live>{isLoading && t('talks.loading')}</Live>
    </Root>
  )
}
