'use client'

import type { ReactNode } from 'react'
import { Heading, type HeadingLevel } from './heading.tsx'
import { Root } from './root.tsx'
import { useUniqueId } from './use-unique-id.ts'

interface CardProps {
  /** The widget's name in its CSS class, as in `Root`. */
  readonly name: string
  readonly title: string
  /** The `data-state` attribute, as in `Root`. */
  readonly state: string
  readonly isBusy: boolean
  readonly headingLevel: HeadingLevel
  readonly children: ReactNode
}

/** A card with only the title in its header. */
export const Card = ({ name, title, state, isBusy, headingLevel, children }: CardProps): ReactNode => {
  const id = useUniqueId()
  return (
    <Root name={name} labelledBy={id} state={state} isBusy={isBusy}>
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={id}>
            {title}
          </Heading>
        </div>
      </header>
      {children}
    </Root>
  )
}
