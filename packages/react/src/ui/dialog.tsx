'use client'

import { type ReactNode, useEffect, useRef } from 'react'

interface DialogProps {
  readonly open: boolean
  readonly labelledBy: string
  /** Called for Escape; the parent then closes it. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A native modal: the browser keeps the focus inside, and gives it back to what opened it. */
export const Dialog = ({ open, labelledBy, onClose, children }: DialogProps): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className="claude-Dialog"
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {open && children}
    </dialog>
  )
}
