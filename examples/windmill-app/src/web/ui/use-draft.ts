import { useState } from 'react'

/** Text that is kept in this browser until it is changed. `key` must name its writer and where it belongs. */
export const useDraft = (key: string, initial = ''): readonly [string, (text: string) => void] => {
  const [text, setText] = useState(() => localStorage.getItem(`windmill.draft.${key}`) ?? initial)
  const save = (next: string): void => {
    setText(next)
    localStorage.setItem(`windmill.draft.${key}`, next)
  }
  return [text, save]
}
