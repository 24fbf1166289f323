import type { ReactNode, Ref } from 'react'
import { Icon } from './icon.tsx'

interface SearchFieldProps {
  readonly text: string
  readonly onTextChange: (text: string) => void
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** A search field for people. */
export const SearchField = ({ text, onTextChange, className = '', ref }: SearchFieldProps): ReactNode => (
  <label className={`search ${className}`.trim()}>
    <Icon name="search" />
    <input
      ref={ref}
      type="search"
      placeholder="Find a person"
      aria-label="Find a person"
      value={text}
      onChange={(event) => onTextChange(event.target.value)}
    />
  </label>
)
