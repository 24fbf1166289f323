'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface DialogProps {
  readonly labelledBy: string
  /** Called for Escape; the parent then takes the dialog away. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A native modal, open as long as it is there: the browser keeps the focus inside, and gives it back at the end. */
export const Dialog = ({ labelledBy, onClose, children }: DialogProps): ReactNode => {
  const ref = useRef<HTMLDialogElement>(null)

  // Closed before it leaves the page: only then does the focus go back to what opened it.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  return (
    <dialog
      ref={ref}
      className="claude-Dialog"
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
