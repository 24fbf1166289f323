'use client'

import type { Period } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConversation } from '../../texts/en/conversation.ts'
import { isCompared, type StatsContent } from '../coverage/content.ts'
import { useTexts } from '../format/use-texts.ts'
import { NoteSlot } from '../note/note-slot.tsx'
import type { NoteProps } from '../note/props.ts'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { LiveRegion } from '../ui/live-region.tsx'
import type { Loadable } from '../ui/loadable.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { Root } from '../ui/root.tsx'
import { PartSkeleton } from '../ui/skeleton.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import { describePeriods } from './describe-periods.ts'

/** Renders the header of a card, with `actions` beside the title. */
export type RenderHeader = (actions?: ReactNode) => ReactNode

interface ConversationCardProps<Module> extends NoteProps {
  /** The widget's name in its CSS class, as in `Root`. */
  readonly name: string
  readonly title: string
  /** Undefined leaves out the name. */
  readonly employeeName: string | undefined
  /** Null leaves out the period. */
  readonly period: Period | null
  /** Number of published days that are newer than `period`, and still arriving. */
  readonly newerDays: number
  /** `early` means that no day of the period is settled yet. */
  readonly content: StatsContent | { readonly kind: 'early' }
  readonly headingLevel: HeadingLevel
  readonly part: Loadable<Module>
  /** Renders the header and the content after the part has loaded. */
  readonly children: (module: Module, renderHeader: RenderHeader) => ReactNode
}

/**
 * The card of a widget that prepares a 1:1 or a review. It shows the header at once, and a skeleton while the part
 * loads.
 */
export const ConversationCard = <Module,>(props: ConversationCardProps<Module>): ReactNode => {
  const { name, title, employeeName, period, newerDays, content, headingLevel, part, children } = props
  const { t, locale } = useTexts(enConversation)
  const id = useUniqueId()
  const isLoading = content.kind === 'loading'
  const renderHeader: RenderHeader = (actions) => (
    <>
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={id}>
            {title}
          </Heading>
          <p>
            <bdi>{employeeName}</bdi>
            {employeeName && period && ' · '}
            {period && describePeriods(locale, t, period, isCompared(content))}
            {period && newerDays > 0 && ` · ${t('conversation.newerDays', { count: newerDays })}`}
          </p>
        </div>
        {actions}
      </header>
      {content.kind === 'stats' && <NoteSlot {...props} />}
    </>
  )
  return (
    <Root name={name} labelledBy={id} state={content.kind} isBusy={isLoading}>
      <OnDemand
        part={part}
        isEnabled={!isLoading}
        renderFallback={(failure) => (
          <>
            {renderHeader()}
            {failure || <PartSkeleton size="detail" />}
          </>
        )}
      >
        {(module) => children(module, renderHeader)}
      </OnDemand>
      <LiveRegion>{isLoading && t('conversation.loading')}</LiveRegion>
    </Root>
  )
}
