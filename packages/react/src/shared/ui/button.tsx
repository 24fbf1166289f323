import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { PlainButton } from './plain-controls.tsx'

/** The props of a native button. There is no `ref`, because React 18 does not pass it as a prop. */
interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** `@default 'secondary'` */
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'quiet'
  /** Whether an action is running. The button then keeps the focus but ignores clicks. `@default false` */
  readonly isBusy?: boolean
}

/** A button with the look of the package. */
export const Button = ({ variant = 'secondary', isBusy = false, onClick, ...props }: ButtonProps): ReactNode => (
  <PlainButton
    className="claude-Button"
    data-variant={variant}
    aria-disabled={isBusy || undefined}
    onClick={isBusy ? (event) => event.preventDefault() : onClick}
    {...props}
  />
)
