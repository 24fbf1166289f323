import type { ComponentPropsWithoutRef, ReactNode, Ref } from 'react'

export type HeadingLevel = 2 | 3 | 4 | 5

interface HeadingProps extends ComponentPropsWithoutRef<'h2'> {
  readonly level: number
  /** React 18 does not pass `ref` on as a prop. */
  readonly elementRef?: Ref<HTMLHeadingElement>
}

/** A heading that fits into the host's outline; deeper than six there is none. */
export const Heading = ({ level, elementRef, ...props }: HeadingProps): ReactNode => {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return <Tag ref={elementRef} {...props} />
}
