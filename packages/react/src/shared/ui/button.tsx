import type { ComponentPropsWithoutRef, ReactNode } from 'react'

/** Without `ref`, which React 18 does not pass as a prop. */
interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'quiet'
  /** Whether an action is running. The button keeps the focus but ignores clicks. */
  readonly busy?: boolean
}

export const Button = ({ variant = 'secondary', busy = false, onClick, ...props }: ButtonProps): ReactNode => (
  <button
    type="button"
    className="claude-Button"
    data-variant={variant}
    aria-disabled={busy || undefined}
    onClick={busy ? (event) => event.preventDefault() : onClick}
    {...props}
  />
)
