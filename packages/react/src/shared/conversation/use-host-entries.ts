'use client'

import { useState } from 'react'

interface HostEntries<Value> {
  readonly entries: ReadonlyMap<string, Value>
  /** Adds an entry, or removes it if the value is undefined. */
  readonly change: (id: string, value: Value | undefined) => void
}

/**
 * Returns the entries that the host stores, with the viewer's newer changes applied. A change applies at once, so that
 * nothing can be added twice while the host saves the change. As soon as the host's entries change, they replace the
 * viewer's changes. If the host stores no entries, the viewer's changes are kept until the widget unmounts.
 */
export const useHostEntries = <Value>(hostEntries: ReadonlyMap<string, Value>): HostEntries<Value> => {
  const [changes, setChanges] = useState<ReadonlyMap<string, Value | undefined>>(new Map())
  const hostKey = JSON.stringify([...hostEntries])
  const [lastHostKey, setLastHostKey] = useState(hostKey)
  if (lastHostKey !== hostKey) {
    setLastHostKey(hostKey)
    setChanges(new Map())
  }
  const entries = new Map(hostEntries)
  for (const [id, value] of changes) {
    if (value === undefined) entries.delete(id)
    else entries.set(id, value)
  }
  return { entries, change: (id, value) => setChanges((before) => new Map([...before, [id, value]])) }
}
