import type { ReactNode } from 'react'
import type { Intent } from './loadable.ts'

interface SegmentedProps<Value extends string> {
  readonly label: string
  /** The radio group's `name` attribute, unique in the page. */
  readonly name: string
  readonly values: readonly Value[]
  readonly renderLabel: (value: Value) => ReactNode
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** Preload handlers for the whole group. */
  readonly onIntent?: Intent
}

/** A segmented control made of native radios, so that arrow keys and screen readers work as usual. */
export const Segmented = <Value extends string>(props: SegmentedProps<Value>): ReactNode => {
  const { label, name, values, renderLabel, value, onChange, onIntent } = props
  return (
    <div className="claude-Segmented" role="radiogroup" aria-label={label} {...onIntent}>
      {values.map((option) => (
        <label key={option} className="claude-Segmented-option">
          <input
            type="radio"
            className="claude-VisuallyHidden"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{renderLabel(option)}</span>
        </label>
      ))}
    </div>
  )
}
