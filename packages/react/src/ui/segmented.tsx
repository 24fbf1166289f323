import type { ReactNode } from 'react'

interface SegmentedProps<Value extends string> {
  readonly label: string
  /** The radios' shared name; unique in the page. */
  readonly name: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One choice of a few, in view. Native radios, so that arrow keys, forms and screen readers work as everywhere. */
export const Segmented = <Value extends string>(props: SegmentedProps<Value>): ReactNode => {
  const { label, name, options, value, onChange } = props
  return (
    <div className="claude-Segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="claude-Segmented-option">
          <input
            type="radio"
            className="claude-Hidden"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
