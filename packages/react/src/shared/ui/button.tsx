import type { ComponentPropsWithoutRef, ReactNode } from 'react'

/** React 18 does not pass `ref` on as a prop. */
interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'quiet'
  /** Shown as working. It keeps its focus, and clicks do nothing. */
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
