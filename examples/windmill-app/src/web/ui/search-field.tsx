import type { ReactNode, Ref } from 'react'
import { Icon } from './icon.tsx'

interface SearchFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** Where someone types a part of a person's name. */
export const SearchField = ({ text, onText, className = '', ref }: SearchFieldProps): ReactNode => (
  <label className={`search ${className}`.trim()}>
    <Icon name="search" />
    <input
      ref={ref}
      type="search"
      placeholder="Find a person"
      aria-label="Find a person"
      value={text}
      onChange={(event) => onText(event.target.value)}
    />
  </label>
)
