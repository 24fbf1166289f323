import type { ComponentPropsWithoutRef, ReactNode } from 'react'

/** The heading level of a widget's title. */
export type HeadingLevel = 2 | 3 | 4 | 5

interface HeadingProps extends ComponentPropsWithoutRef<'h2'> {
  /** The level in the page's outline, from 1. */
  readonly level: number
}

/** A heading that fits into the host's outline. Every level from 6 on renders an `h6`. */
export const Heading = ({ level, ...props }: HeadingProps): ReactNode => {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return <Tag {...props} />
}
