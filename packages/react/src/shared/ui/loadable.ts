/** A module that is loaded on demand. On a server it loads at once. */
export interface Loadable<Module> {
  /** Returns the module, or null until it is loaded. */
  readonly read: () => Module | null
  /** Returns the module, or suspends the render until it is loaded. On a server, throws the error if loading failed. */
  readonly wait: () => Module
  readonly subscribe: (listener: () => void) => () => void
  /** Loads the module once. Rejects if that fails; the next call tries again. */
  readonly load: () => Promise<void>
  /** Handlers for the element that opens the part: hovering or focusing it preloads the module. */
  readonly onIntent: Intent
}

/** Event handlers that preload a part. */
export interface Intent {
  readonly onPointerEnter: () => void
  readonly onFocus: () => void
}

/** Creates a `Loadable` from a dynamic import. */
export const loadable = <Module>(fetchModule: () => Promise<Module>): Loadable<Module> => {
  let loaded: Module | null = null
  let loading: Promise<void> | null = null
  let failure: unknown
  const listeners = new Set<() => void>()

  const load = () => {
    loading ??= fetchModule().then(
      (module) => {
        loaded = module
        for (const listener of listeners) listener()
      },
      (error) => {
        loading = null
        throw error
      },
    )
    return loading
  }
  // A failed preload is not reported: the part is loaded again when it is needed.
  const preload = () => {
    load().catch(() => {})
  }
  // A server loads all parts up front, because `renderToString` cannot wait.
  if (typeof window === 'undefined') {
    load().catch((error) => {
      failure = error
    })
  }
  return {
    read: () => loaded,
    wait: () => {
      if (!loaded) throw failure ?? load()
      return loaded
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    onIntent: { onPointerEnter: preload, onFocus: preload },
  }
}
