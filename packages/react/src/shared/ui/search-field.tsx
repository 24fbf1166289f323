'use client'

import { type ReactNode, useRef } from 'react'
import { PlainInput } from './plain-controls.tsx'
import { useOwnKeys } from './use-own-keys.ts'

interface SearchFieldProps {
  /** The name of the field for screen readers, and its placeholder. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A search field. Escape empties the field in every browser, because only some browsers do so themselves. */
export const SearchField = ({ label, value, onChange }: SearchFieldProps): ReactNode => {
  const inputRef = useRef<HTMLInputElement>(null)
  useOwnKeys(inputRef, { onEscape: value === '' ? null : () => onChange('') })
  return (
    <PlainInput
      inputRef={inputRef}
      type="search"
      className="claude-Field-input"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={value}
      dir={value ? 'auto' : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
