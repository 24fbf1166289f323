'use client'

import type { ReactNode } from 'react'
import { Heading } from '../../shared/ui/heading.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'

interface SectionProps {
  readonly title: string
  readonly note?: string
  readonly level: number
  readonly children: ReactNode
}

/** A section of the overview. It has a heading and, optionally, a note beside the heading. */
export const Section = ({ title, note, level, children }: SectionProps): ReactNode => {
  const id = useUniqueId()
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
