export interface Cache<Value> {
  /** The kept value of a key, or a new one. */
  readonly get: (key: string, make: () => Value) => Value
  readonly clear: () => void
}

export interface CacheOptions<Value> {
  /** How much is kept, in the unit that `weigh` measures in. The newest value is kept however much it weighs. */
  readonly capacity: number
  readonly weigh: (value: Value) => number
}

/** Keeps what was asked for last, up to a weight. */
export const createCache = <Value>({ capacity, weigh }: CacheOptions<Value>): Cache<Value> => {
  const kept = new Map<string, { readonly value: Value; readonly weight: number }>()
  let total = 0
  const forget = (key: string): void => {
    total -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  return {
    get: (key, make) => {
      const entry = kept.get(key)
      if (entry) {
        // A map keeps the order of insertion: to the end, as the last one asked for.
        kept.delete(key)
        kept.set(key, entry)
        return entry.value
      }
      const value = make()
      const weight = weigh(value) + 1
      kept.set(key, { value, weight })
      total += weight
      for (const oldest of kept.keys()) {
        if (total <= capacity || oldest === key) break
        forget(oldest)
      }
      return value
    },
    clear: () => {
      kept.clear()
      total = 0
    },
  }
}
