'use client'

import type { Period } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enConversation } from '../../texts/en/conversation.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { describePeriods } from '../period/describe-periods.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import type { Loadable } from '../ui/loadable.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Root } from '../ui/root.tsx'
import { PartSkeleton } from '../ui/skeleton.tsx'

/** Renders the card's header, with actions beside the title. */
export type ConversationHead = (actions?: ReactNode) => ReactNode

interface ConversationCardProps<Module> {
  readonly name: string
  readonly title: string
  readonly employeeName: string | undefined
  /** Null hides the period. */
  readonly period: Period | null
  /** The `kind` of the content. */
  readonly state: string
  readonly headingLevel: HeadingLevel
  readonly part: Loadable<Module>
  /** Renders header and content once the part is loaded. */
  readonly children: (module: Module, head: ConversationHead) => ReactNode
}

/** The card of a widget that prepares a conversation. Shows the header at once, and a skeleton while the rest loads. */
export const ConversationCard = <Module,>(props: ConversationCardProps<Module>): ReactNode => {
  const { name, title, employeeName, period, state, headingLevel, part, children } = props
  const { t } = useTexts(enConversation)
  const { t: tPanel, locale } = useTexts(enStatsPanel)
  const id = useId()
  const isLoading = state === 'loading'
  const head: ConversationHead = (actions) => (
    <header className="claude-Header">
      <div className="claude-Header-text">
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
