'use client'

import { type FoundKey, findKey } from '@windmill/claude-core/internal'
import { type ClipboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Failure } from './connection-reducer.ts'
import { toKeyFailure } from './to-key-failure.ts'

interface KeyField {
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** Returns the key in the field, or what is wrong with it. */
  readonly readKey: () => FoundKey
  readonly clearKey: () => void
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}

/**
 * Binds a key field without copying the key. The key stays in the input's `value` property. It is never in React state,
 * which developer tools can read, and never in the `value` attribute. `readKey` returns it when it must be sent.
 *
 * @param onEdit Called after each edit with what is wrong with the key, never with the key itself.
 */
export const useKeyField = (onEdit: (failure: Failure | null) => void): KeyField => {
  const inputRef = useRef<HTMLInputElement>(null)
  const readKey = () => findKey(inputRef.current?.value ?? '')
  const clearKey = () => {
    if (inputRef.current) inputRef.current.value = ''
  }

  // A removed input can stay in memory for a while. Clearing it removes the key.
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
      // While the viewer types, the key is still incomplete. Only a wrong prefix is reported.
      onEdit(problem === 'key_malformed' || problem === 'key_missing' ? null : problem && toKeyFailure(problem))
    },
    onPaste: (event) => {
      event.preventDefault()
      const input = event.currentTarget
      const pasted = event.clipboardData.getData('text')
      // The field drops line breaks, so the key is taken out of the text before.
      const inserted = findKey(pasted).key ?? pasted.trim()
      input.setRangeText(inserted, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end')
      const { problem } = readKey()
      onEdit(problem && toKeyFailure(problem))
    },
  }
}
