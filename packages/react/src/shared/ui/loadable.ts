/** A module that is loaded on demand. On a server it loads at once. */
export interface Loadable<Module> {
  /** Returns the module, or null until it is loaded. */
  readonly read: () => Module | null
  /** Returns the module, or suspends the render until it is loaded. On a server, throws the error if loading failed. */
  readonly wait: () => Module
  /** Calls `listener` when the module is loaded. Returns a function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void
  /** Loads the module unless it is loaded or loading. Rejects if loading fails. The next call then tries again. */
  readonly load: () => Promise<void>
  /** Event handlers for the element that opens the part. Hovering or focusing that element preloads the module. */
  readonly preloadHandlers: PreloadHandlers
}

/** Event handlers that preload a part. */
export interface PreloadHandlers {
  readonly onPointerEnter: () => void
  readonly onFocus: () => void
}

/** Creates a `Loadable` from a dynamic import. */
export const createLoadable = <Module>(fetchModule: () => Promise<Module>): Loadable<Module> => {
  let loadedModule: Module | null = null
  let loadingPromise: Promise<void> | null = null
  let serverError: unknown
  const listeners = new Set<() => void>()

  const load = () => {
    loadingPromise ??= fetchModule().then(
      (module) => {
        loadedModule = module
        for (const listener of listeners) listener()
      },
      (error) => {
        loadingPromise = null
        throw error
      },
    )
    return loadingPromise
  }
  // A failed preload is not reported, because the part is loaded again when it is needed.
  const preload = () => {
    load().catch(() => {})
  }
  // A server loads all parts up front, because `renderToString` cannot wait.
  if (typeof window === 'undefined') {
    load().catch((error) => {
      serverError = error
    })
  }
  return {
    read: () => loadedModule,
    wait: () => {
      if (!loadedModule) throw serverError ?? load()
      return loadedModule
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    preloadHandlers: { onPointerEnter: preload, onFocus: preload },
  }
}
