'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useOwnKeys } from './use-own-keys.ts'

interface DialogProps {
  /** The id of the dialog's heading. */
  readonly labelledBy: string
  /** Called on Escape and on other requests to close. The parent then unmounts the dialog. */
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

  // The browser alone handles Tab. A focus trap of the host would move the focus to an element outside of the modal
  // dialog, and such an element cannot have the focus.
  useOwnKeys(ref, { onEscape: onClose, hasNativeTab: true })

  return (
    <dialog
      ref={ref}
      className="claude-Dialog"
      aria-labelledby={labelledBy}
      // Requests to close other than Escape, such as the back gesture of Android.
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
