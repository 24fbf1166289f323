import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const getStorageKey = (key: string): string => `windmill.draft.${key}`

/** Reads a text that is kept in this browser. */
export const getDraft = (key: string, initialText = ''): string =>
  localStorage.getItem(getStorageKey(key)) ?? initialText

/** Saves a text in this browser. Every component that shows it is rendered again. */
export const setDraft = (key: string, text: string): void => {
  localStorage.setItem(getStorageKey(key), text)
  for (const listener of listeners) listener()
}

/**
 * Returns a text that is kept in this browser, and the function that saves it. All components with the same key share
 * the text.
 * @param key - Must identify the writer and the field.
 */
export const useDraft = (key: string, initialText = ''): readonly [string, (text: string) => void] => [
  useSyncExternalStore(subscribe, () => getDraft(key, initialText)),
  (text) => setDraft(key, text),
]
