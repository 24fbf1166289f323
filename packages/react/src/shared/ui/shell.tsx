'use client'

import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import type { HeadingLevel } from './heading.tsx'
import { Loading } from './loading.tsx'
import { OnDemand, type OnDemandProps } from './on-demand.tsx'

interface ShellProps<Module> extends Pick<OnDemandProps<Module>, 'part'> {
  /** The widget's name in its CSS class, as in `Root`. */
  readonly name: string
  readonly title: string
  /** Read by screen readers while the code loads. */
  readonly loadingText: string
  readonly headingLevel: HeadingLevel
  /** Renders the whole widget, including its own card. */
  readonly children: (module: Module) => ReactNode
}

/** Shows a card with the title and a skeleton while a widget's code loads, and then the widget. */
export const Shell = <Module,>(props: ShellProps<Module>): ReactNode => {
  const { name, title, loadingText, headingLevel, part, children } = props
  return (
    <OnDemand
      part={part}
      renderFallback={(failure) => (
        <Card
          name={name}
          title={title}
          state={failure ? 'error' : 'loading'}
          isBusy={!failure}
          headingLevel={headingLevel}
        >
          {failure || <Loading>{loadingText}</Loading>}
        </Card>
      )}
    >
      {children}
    </OnDemand>
  )
}
