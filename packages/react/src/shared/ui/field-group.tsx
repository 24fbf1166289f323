import type { KeyboardEvent, ReactNode } from 'react'

interface FieldGroupProps {
  readonly className?: string
  /** Called on Enter in one of the inputs. */
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** Inputs that apply together. It replaces `<form>`, which must not be inside a form of the host's page. */
export const FieldGroup = ({ className, onSubmit, children }: FieldGroupProps): ReactNode => {
  const onKeyDown = (event: KeyboardEvent) => {
    const isHandled = event.defaultPrevented || event.nativeEvent.isComposing
    if (event.key !== 'Enter' || isHandled || !(event.target as Element).matches('input')) return
    event.preventDefault()
    onSubmit()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inputs inside have the focus.
    <div className={className} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}
