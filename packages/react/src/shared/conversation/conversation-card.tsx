'use client'

import type { Period } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enTalks } from '../../texts/en/conversation.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { describePeriods } from '../period/describe-periods.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import type { Loadable } from '../ui/loadable.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Root } from '../ui/root.tsx'
import { PartSkeleton } from '../ui/skeleton.tsx'

/** The card's head, with what can be done beside it. */
export type ConversationHead = (actions?: ReactNode) => ReactNode

interface ConversationCardProps<Module> {
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
  readonly children: (module: Module, head: ConversationHead) => ReactNode
}

/** What stands there at once of a widget that prepares a conversation: its head, and the room for the rest. */
export const ConversationCard = <Module,>(props: ConversationCardProps<Module>): ReactNode => {
  const { name, title, employeeName, period, state, headingLevel, part, children } = props
  const { t } = useTexts(enTalks)
  const { t: tPanel, locale } = useTexts(enStatsPanel)
  const id = useId()
  const isLoading = state === 'loading'
  const head: ConversationHead = (actions) => (
    <header className="claude-Head">
      <div className="claude-Head-text">
        <Heading level={headingLevel} id={id}>
          {title}
        </Heading>
        <p>
          {employeeName}
          {employeeName && period && ' · '}
          {period && describePeriods(locale, tPanel, period)}
        </p>
      </div>
      {actions}
    </header>
  )
  return (
    <Root name={name} labelledBy={id} state={state} busy={isLoading}>
      <OnDemand
        part={part}
        enabled={!isLoading}
        renderFallback={(failure) => (
          <>
            {head()}
            {failure || <PartSkeleton size="detail" />}
          </>
        )}
      >
        {(module) => children(module, head)}
      </OnDemand>
      <LiveRegion>{isLoading && t('talks.loading')}</LiveRegion>
    </Root>
  )
}
