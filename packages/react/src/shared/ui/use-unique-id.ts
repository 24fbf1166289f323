'use client'

// biome-ignore lint/style/noRestrictedImports: the ids of a server's markup.
import { useId, useState, useSyncExternalStore } from 'react'

const takeId = (): string => {
  if (typeof document === 'undefined') return ''
  const counter: { claudeIds?: number } = document as object
  counter.claudeIds = (counter.claudeIds ?? 0) + 1
  return `claude-${counter.claudeIds}`
}

const subscribeToNothing = () => () => {}

/**
 * Returns an id that is unique in the document. The ids of `useId` are unique only in one React root, so two roots or
 * two copies of React on a page would share them. On a server and while the page hydrates, returns the id of `useId`.
 */
export const useUniqueId = (): string => {
  const serverId = useId()
  const [id] = useState(takeId)
  return useSyncExternalStore(
    subscribeToNothing,
    () => id,
    () => serverId,
  )
}
