import type { ReactNode } from 'react'
import type { PreloadHandlers } from './loadable.ts'
import { PlainInput } from './plain-controls.tsx'

interface SegmentedProps<Value extends string> {
  /** The name of the control, for screen readers. */
  readonly label: string
  /** The `name` attribute of the radios. It must be unique in the page. */
  readonly name: string
  readonly values: readonly Value[]
  readonly renderLabel: (value: Value) => ReactNode
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** Handlers for the whole control. They preload the part that one of its values opens. */
  readonly preloadHandlers?: PreloadHandlers
}

/** A segmented control made of native radios, so that arrow keys and screen readers work as usual. */
export const Segmented = <Value extends string>(props: SegmentedProps<Value>): ReactNode => {
  const { label, name, values, renderLabel, value, onChange, preloadHandlers } = props
  return (
    <div className="claude-Segmented" role="radiogroup" aria-label={label} {...preloadHandlers}>
      {values.map((option) => (
        <label key={option} className="claude-Segmented-option">
          <PlainInput
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
