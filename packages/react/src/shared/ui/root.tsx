'use client'

import { type ReactNode, type SyntheticEvent, useEffect, useRef, useSyncExternalStore } from 'react'
import { useClaude } from '../../provider.tsx'
import { lazyAttendRoot } from './attend-root.lazy.ts'

interface RootProps {
  /** The widget's name in its CSS class `claude-<name>`, such as `StatsPanel`. */
  readonly name: string
  /** The id of the widget's heading. */
  readonly labelledBy: string
  /** The `data-state` attribute: what the widget shows, such as `loading` or `stats`. */
  readonly state?: string
  /** Whether the content is loading. */
  readonly isBusy?: boolean
  readonly children: ReactNode
}

/**
 * A widget's outermost element: a card. All styles of the package match only inside it. The events of changed inputs do
 * not leave it, so that a form around the widget does not take them for changes of the form's own fields.
 */
export const Root = ({ name, labelledBy, state, isBusy, children }: RootProps): ReactNode => {
  const context = useClaude()
  const ref = useRef<HTMLElement>(null)
  const attendModule = useSyncExternalStore(lazyAttendRoot.subscribe, lazyAttendRoot.read, () => null)
  useEffect(() => {
    // A failure is harmless unless the page is translated.
    if (!attendModule) lazyAttendRoot.load().catch(() => {})
    return ref.current ? attendModule?.attendRoot(ref.current, context) : undefined
  }, [attendModule, context])
  return (
    <section
      ref={ref}
      className={`claude-root claude-${name}`}
      data-appearance={context.appearance}
      data-state={state}
      aria-labelledby={labelledBy}
      aria-busy={isBusy || undefined}
      onChange={stopPropagation}
      onInput={stopPropagation}
    >
      {children}
    </section>
  )
}

const stopPropagation = (event: SyntheticEvent) => event.stopPropagation()
