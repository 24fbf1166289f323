'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'

interface DialogProps {
  /** The id of the dialog's heading. */
  readonly labelledBy: string
  /** Called on Escape. The parent then unmounts the dialog. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A native modal dialog, open while mounted. The browser traps the focus and restores it on close. */
export const Dialog = ({ labelledBy, onClose, children }: DialogProps): ReactNode => {
  const ref = useRef<HTMLDialogElement>(null)

  // Closes the dialog before it unmounts. Otherwise the browser does not restore the focus.
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
