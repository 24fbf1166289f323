import { type ComponentPropsWithoutRef, type ForwardRefExoticComponent, forwardRef, type RefAttributes } from 'react'

export type HeadingLevel = 2 | 3 | 4 | 5

interface HeadingProps extends ComponentPropsWithoutRef<'h2'> {
  readonly level: number
}

/** A heading that fits into the host's outline; deeper than six there is none. */
export const Heading: ForwardRefExoticComponent<HeadingProps & RefAttributes<HTMLHeadingElement>> = forwardRef<
  HTMLHeadingElement,
  HeadingProps
>(({ level, ...props }, ref) => {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return <Tag ref={ref} {...props} />
})
Heading.displayName = 'Heading'
