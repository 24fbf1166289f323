import type { ReactNode } from 'react'
import type { Intent } from './loadable.ts'

interface SegmentedProps<Value extends string> {
  readonly label: string
  /** The radios' shared name; unique in the page. */
  readonly name: string
  readonly values: readonly Value[]
  readonly renderLabel: (value: Value) => ReactNode
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** Heard for all of the choices. */
  readonly onIntent?: Intent
}

/** One choice of a few, in view. Native radios, so that arrow keys, forms and screen readers work as everywhere. */
export const Segmented = <Value extends string>(props: SegmentedProps<Value>): ReactNode => {
  const { label, name, values, renderLabel: labelOf, value, onChange, onIntent } = props
  return (
    <div className="claude-Segmented" role="radiogroup" aria-label={label} {...onIntent}>
      {values.map((option) => (
        <label key={option} className="claude-Segmented-option">
          <input
            type="radio"
            className="claude-Hidden"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{labelOf(option)}</span>
        </label>
      ))}
    </div>
  )
}
