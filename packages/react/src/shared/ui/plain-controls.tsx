import type { ComponentPropsWithoutRef, ReactNode, Ref } from 'react'

/**
 * An empty `form` attribute detaches a control from every form around it. Otherwise the form of the host's page would
 * include the value of the control, an invalid control would block the form, and Enter in the control would submit it.
 */
const detached = { form: '' } as const

/** A native button that belongs to no form. */
export const PlainButton = (props: ComponentPropsWithoutRef<'button'>): ReactNode => (
  <button type="button" {...detached} {...props} />
)

interface PlainInputProps extends ComponentPropsWithoutRef<'input'> {
  /** React 18 does not pass `ref` as a prop. */
  readonly inputRef?: Ref<HTMLInputElement>
}

/** A native input that belongs to no form. */
export const PlainInput = ({ inputRef, ...props }: PlainInputProps): ReactNode => (
  <input ref={inputRef} {...detached} {...props} />
)

/** A native select that belongs to no form. */
export const PlainSelect = (props: ComponentPropsWithoutRef<'select'>): ReactNode => <select {...detached} {...props} />

/** A native text area that belongs to no form. */
export const PlainTextarea = (props: ComponentPropsWithoutRef<'textarea'>): ReactNode => (
  <textarea {...detached} {...props} />
)

/** A native fieldset that belongs to no form. */
export const PlainFieldset = (props: ComponentPropsWithoutRef<'fieldset'>): ReactNode => (
  <fieldset {...detached} {...props} />
)
