/** An in-memory cache with a maximum total weight. */
export interface Cache<Value> {
  /** Returns the cached value of a key. On a miss, calls `make` and caches its result. */
  readonly get: (key: string, make: () => Value) => Value
  readonly clear: () => void
}

export interface CacheOptions<Value> {
  /** Maximum total weight, where each entry weighs `weigh` plus 1. The newest entry stays even when it exceeds this. */
  readonly capacity: number
  readonly weigh: (value: Value) => number
}

/** Creates a cache that evicts the least recently used entries when it exceeds its capacity. */
export const createCache = <Value>({ capacity, weigh }: CacheOptions<Value>): Cache<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly weight: number }>()
  let total = 0
  const evict = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }
  return {
    get: (key, make) => {
      const entry = entries.get(key)
      if (entry) {
        // A Map keeps insertion order, so this marks the entry as most recently used.
        entries.delete(key)
        entries.set(key, entry)
        return entry.value
      }
      const value = make()
      const weight = weigh(value) + 1
      entries.set(key, { value, weight })
      total += weight
      for (const oldest of entries.keys()) {
        if (total <= capacity || oldest === key) break
        evict(oldest)
      }
      return value
    },
    clear: () => {
      entries.clear()
      total = 0
    },
  }
}
