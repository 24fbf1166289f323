import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const getStorageKey = (key: string): string => `windmill.draft.${key}`

/**
 * Returns a text that is kept in this browser, and the function that saves it. All components with the same key share
 * the text.
 * @param key - Must identify the writer and the field.
 */
export const useDraft = (key: string, initialText = ''): readonly [string, (text: string) => void] => {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(getStorageKey(key)) ?? initialText)
  const saveText = (newText: string): void => {
    localStorage.setItem(getStorageKey(key), newText)
    for (const listener of listeners) listener()
  }
  return [text, saveText]
}
