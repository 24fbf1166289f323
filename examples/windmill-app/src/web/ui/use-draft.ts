import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const toStorageKey = (key: string): string => `windmill.draft.${key}`

/**
 * Returns a text that is kept in this browser, and its setter. Every user of a key on the page shows the same text.
 * @param key - Must identify the writer and the place that the text belongs to.
 */
export const useDraft = (key: string, initial = ''): readonly [string, (text: string) => void] => {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(toStorageKey(key)) ?? initial)
  const save = (next: string): void => {
    localStorage.setItem(toStorageKey(key), next)
    for (const listener of listeners) listener()
  }
  return [text, save]
}
