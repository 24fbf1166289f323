'use client'

import { type FoundKey, findKey } from '@windmill/claude-core/internal'
import { type ClipboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Failure } from './connection-reducer.ts'
import { toKeyFailure } from './to-key-failure.ts'

interface KeyField {
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** Returns the key in the field, or the problem with it. */
  readonly readKey: () => FoundKey
  readonly clearKey: () => void
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}

/**
 * Binds a key field without copying the key. The key stays in the input's `value` property. It is never in React state,
 * which developer tools can read, and never in the `value` attribute. `readKey` returns it when it must be sent.
 *
 * @param onEdit Called after each edit with the failure of the local check of the key, or null. Never gets the key
 *   itself.
 */
export const useKeyField = (onEdit: (failure: Failure | null) => void): KeyField => {
  const inputRef = useRef<HTMLInputElement>(null)
  const readKey = () => findKey(inputRef.current?.value ?? '')
  const clearKey = () => {
    if (inputRef.current) inputRef.current.value = ''
  }

  // A removed input can stay in memory, so the key is cleared on unmount.
  useEffect(() => {
    const input = inputRef.current
    return () => {
      if (input) input.value = ''
    }
  }, [])

  return {
    inputRef,
    readKey,
    clearKey,
    onInput: () => {
      const { problem } = readKey()
      // While the viewer types, the key may be incomplete, so a missing or malformed one is not reported yet.
      onEdit(problem === 'key_malformed' || problem === 'key_missing' ? null : problem && toKeyFailure(problem))
    },
    onPaste: (event) => {
      event.preventDefault()
      const input = event.currentTarget
      const pasted = event.clipboardData.getData('text')
      // The field would drop line breaks, which can separate the key from other text. So the key is extracted first.
      const inserted = findKey(pasted).key ?? pasted.trim()
      input.setRangeText(inserted, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end')
      const { problem } = readKey()
      onEdit(problem && toKeyFailure(problem))
    },
  }
}
