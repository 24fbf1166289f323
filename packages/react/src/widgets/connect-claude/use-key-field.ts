'use client'

import { cleanKey, findKeyProblem } from '@windmill/claude-core'
import { type ClipboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Failure } from '../../shared/connection/connection-reducer.ts'
import { toKeyFailure } from '../../shared/connection/to-key-failure.ts'

interface KeyField {
  readonly ref: RefObject<HTMLInputElement | null>
  /** Returns the key in the field, without surrounding spaces and quotes. */
  readonly read: () => string
  readonly clear: () => void
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}

/**
 * Binds a key field without copying the key. The key stays in the input's `value` property: never in React state, which
 * developer tools can read, and never in the `value` attribute. Edits report only the key's problem; `read` returns the
 * key when it is sent.
 */
export const useKeyField = (onEdit: (failure: Failure | null) => void): KeyField => {
  const ref = useRef<HTMLInputElement>(null)
  const read = () => cleanKey(ref.current?.value ?? '')
  const clear = () => {
    if (ref.current) ref.current.value = ''
  }

  // A removed input can stay in memory for a while. The key must not.
  useEffect(() => {
    const input = ref.current
    return () => {
      if (input) input.value = ''
    }
  }, [])

  return {
    ref,
    read,
    clear,
    onInput: () => {
      const problem = findKeyProblem(read())
      // While the viewer types, an incomplete key is not a problem. Only a wrong prefix is.
      onEdit(problem === 'key_malformed' || problem === 'key_missing' ? null : problem && toKeyFailure(problem))
    },
    onPaste: (event) => {
      event.preventDefault()
      const input = event.currentTarget
      const pasted = cleanKey(event.clipboardData.getData('text'))
      input.setRangeText(pasted, input.selectionStart ?? 0, input.selectionEnd ?? input.value.length, 'end')
      const problem = findKeyProblem(read())
      onEdit(problem && toKeyFailure(problem))
    },
  }
}
