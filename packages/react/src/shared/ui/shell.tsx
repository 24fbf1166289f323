'use client'

import { type ReactNode, useId } from 'react'
import { Heading, type HeadingLevel } from './heading.tsx'
import { Loading } from './loading.tsx'
import { OnDemand, type OnDemandProps } from './on-demand.tsx'
import { Root } from './root.tsx'

interface ShellProps<Module> extends Pick<OnDemandProps<Module>, 'part'> {
  readonly name: string
  readonly title: string
  /** The loading text for screen readers. */
  readonly loading: string
  readonly headingLevel: HeadingLevel
  /** Renders the whole widget, including its card. */
  readonly children: (module: Module) => ReactNode
}

/** Shows a widget's card, title and skeleton while its code loads, then the widget. */
export const Shell = <Module,>(props: ShellProps<Module>): ReactNode => {
  const { name, title, loading, headingLevel, part, children } = props
  const id = useId()
  return (
    <OnDemand
      part={part}
      renderFallback={(failure) => (
        <Root name={name} labelledBy={id} state={failure ? 'error' : 'loading'} busy={!failure}>
          <header className="claude-Header">
            <div className="claude-Header-text">
              <Heading level={headingLevel} id={id}>
                {title}
              </Heading>
            </div>
          </header>
          {failure || <Loading>{loading}</Loading>}
        </Root>
      )}
    >
      {children}
    </OnDemand>
  )
}
