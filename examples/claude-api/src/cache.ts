/** An in-memory cache with a maximum total weight. */
export interface Cache<Value> {
  /** Returns the cached value of a key. On a miss, calls `createValue` and caches its result. */
  readonly get: (key: string, createValue: () => Value) => Value
  /** Removes all entries. */
  readonly clear: () => void
}

export interface CacheOptions<Value> {
  /** Maximum total weight of the entries. The newest entry stays even when it exceeds the maximum alone. */
  readonly maxWeight: number
  /** Returns the weight of a value. Its entry weighs 1 more, so that even empty values count. */
  readonly weigh: (value: Value) => number
}

/** Creates a cache that evicts the least recently used entries when it exceeds its maximum weight. */
export const createCache = <Value>({ maxWeight, weigh }: CacheOptions<Value>): Cache<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly weight: number }>()
  let totalWeight = 0
  const evict = (key: string): void => {
    totalWeight -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }
  return {
    get: (key, createValue) => {
      const entry = entries.get(key)
      if (entry) {
        // A Map keeps insertion order, so this marks the entry as most recently used.
        entries.delete(key)
        entries.set(key, entry)
        return entry.value
      }
      const value = createValue()
      const weight = weigh(value) + 1
      entries.set(key, { value, weight })
      totalWeight += weight
      for (const oldest of entries.keys()) {
        if (totalWeight <= maxWeight || oldest === key) break
        evict(oldest)
      }
      return value
    },
    clear: () => {
      entries.clear()
      totalWeight = 0
    },
  }
}
