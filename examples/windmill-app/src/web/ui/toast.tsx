import { useEffect, useState } from 'react'
import { revealElement } from './reveal-element.ts'

/** What has just happened, and where. */
export interface ToastMessage {
  readonly text: string
  /** Id of the element that changed. Null if there is nothing to go to. */
  readonly targetId: string | null
}

/** How long a toast shows unless it has the focus or the pointer. */
const shownMs = 8_000

/** Returns the current toast, and the function that replaces it. */
export const useToast = (): readonly [ToastMessage | null, (message: ToastMessage | null) => void] =>
  useState<ToastMessage | null>(null)

interface ToastProps {
  readonly message: ToastMessage | null
  readonly onClose: () => void
}

/** Says what an action has done, and leads to the element that changed. Stays while it has the focus or the pointer. */
export const Toast = ({ message, onClose }: ToastProps) => {
  const [isHeld, setIsHeld] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new message starts the time again.
  useEffect(() => {
    if (!message || isHeld) return
    const timer = setTimeout(onClose, shownMs)
    return () => clearTimeout(timer)
  }, [message, isHeld])
  return (
    <div
      className="toast"
      role="status"
      data-shown={message !== null}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {message && (
        <>
          <span>{message.text}</span>
          {message.targetId && (
            <button
              type="button"
              onClick={() => {
                revealElement(message.targetId ?? '', { hasFocus: true })
                setIsHeld(false)
                onClose()
              }}
            >
              Show
            </button>
          )}
        </>
      )}
    </div>
  )
}
