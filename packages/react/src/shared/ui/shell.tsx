'use client'

import { type ReactNode, useId } from 'react'
import { Heading, type HeadingLevel } from './heading.tsx'
import { Loading } from './loading.tsx'
import { OnDemand, type OnDemandProps } from './on-demand.tsx'
import { Root } from './root.tsx'

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
  const id = useId()
  return (
    <OnDemand
      part={part}
      renderFallback={(failure) => (
        <Root name={name} labelledBy={id} state={failure ? 'error' : 'loading'} isBusy={!failure}>
          <header className="claude-Header">
            <div className="claude-Header-text">
              <Heading level={headingLevel} id={id}>
                {title}
              </Heading>
            </div>
          </header>
          {failure || <Loading>{loadingText}</Loading>}
        </Root>
      )}
    >
      {children}
    </OnDemand>
  )
}
