import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

const itemOf = (key: string): string => `windmill.draft.${key}`

/**
 * Text that is kept in this browser until it is changed, the same for everything on the page that uses its key. `key`
 * must name its writer and where it belongs.
 */
export const useDraft = (key: string, initial = ''): readonly [string, (text: string) => void] => {
  const text = useSyncExternalStore(subscribe, () => localStorage.getItem(itemOf(key)) ?? initial)
  const save = (next: string): void => {
    localStorage.setItem(itemOf(key), next)
    for (const changed of listeners) changed()
  }
  return [text, save]
}
