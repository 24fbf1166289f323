'use client'

import { type ReactNode, useId } from 'react'
import { Heading } from '../../shared/ui/heading.tsx'

interface SectionProps {
  readonly title: string
  readonly note?: string
  readonly level: number
  readonly children: ReactNode
}

/** A section of the overview. It has a heading and, optionally, a note beside the heading. */
export const Section = ({ title, note, level, children }: SectionProps): ReactNode => {
  const id = useId()
  return (
    <section className="claude-Adoption-part" aria-labelledby={id}>
      <header>
        <Heading level={level} id={id}>
          {title}
        </Heading>
        {note && <span className="claude-Quiet">{note}</span>}
      </header>
      {children}
    </section>
  )
}
