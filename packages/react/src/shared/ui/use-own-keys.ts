import { type RefObject, useEffect, useRef } from 'react'

interface OwnKeys {
  /** Called on Escape. Null while Escape does nothing in the element. */
  readonly onEscape: (() => void) | null
  /**
   * Whether the browser alone handles Tab in the element.
   * @default false
   */
  readonly hasNativeTab?: boolean
}

/**
 * Handles keys in an element before the host's page gets them. If a widget is in a modal of the host, the modal would
 * otherwise close on an Escape that only closes something in the widget. Preventing the default is not enough: Radix
 * listens on the document in the capture phase, and MUI closes a modal even if the default is prevented. So the
 * listener is on the window, which gets the event first.
 */
export const useOwnKeys = (ref: RefObject<HTMLElement | null>, keys: OwnKeys): void => {
  const keysRef = useRef(keys)
  useEffect(() => {
    keysRef.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const element = ref.current
      const { onEscape, hasNativeTab } = keysRef.current
      if (!element || event.isComposing) return
      // After a click on plain text, the focus is on the body, even in a modal dialog.
      const isInModal = event.target === document.body && element.matches(':modal')
      if (!isInModal && !event.composedPath().includes(element)) return
      if (event.key === 'Escape' && onEscape) {
        event.preventDefault()
        event.stopPropagation()
        onEscape()
      } else if (event.key === 'Tab' && hasNativeTab) event.stopPropagation()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [ref])
}
