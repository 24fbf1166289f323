'use client'

import { cleanKey, findKeyProblem } from '@windmill/claude-core'
import { type ClipboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { Failure } from '../../shared/connection/connection-reducer.ts'
import { toKeyFailure } from '../../shared/connection/to-key-failure.ts'

interface KeyField {
  readonly ref: RefObject<HTMLInputElement | null>
  readonly read: () => string
  readonly clear: () => void
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
}

/**
 * A key lives in its input's value and nowhere else: not in React's state (which tools can read), and so not in the
 * `value` attribute either. What is wrong with it is reported; the key itself is handed out only when it is sent.
 */
export const useKeyField = (onEdit: (failure: Failure | null) => void): KeyField => {
  const ref = useRef<HTMLInputElement>(null)
  const read = () => cleanKey(ref.current?.value ?? '')
  const clear = () => {
    if (ref.current) ref.current.value = ''
  }

  // A field that leaves the page can live on in memory for a while; what was in it should not.
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
      // Half a key is not a wrong key: only a kind that can be told by its beginning is named while typing.
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
