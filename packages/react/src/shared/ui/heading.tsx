import type { ComponentPropsWithoutRef, ReactNode } from 'react'

export type HeadingLevel = 2 | 3 | 4 | 5

interface HeadingProps extends ComponentPropsWithoutRef<'h2'> {
  readonly level: number
}

/** A heading that fits into the host's outline; deeper than six there is none. */
export const Heading = ({ level, ...props }: HeadingProps): ReactNode => {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return <Tag {...props} />
}
