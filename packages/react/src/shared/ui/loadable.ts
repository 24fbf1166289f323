/** Code that is loaded when it is first wanted; on a server at once. */
export interface Loadable<Module> {
  /** Null until it is there. */
  readonly read: () => Module | null
  /** In a render that can wait for it: suspends until it is there. On a server, throws why it could not be loaded. */
  readonly wait: () => Module
  readonly subscribe: (changed: () => void) => () => void
  /** Loads it, unless it is there or on its way. Rejects when that fails; asked again, it tries again. */
  readonly load: () => Promise<void>
  /** For what opens it: loads it as soon as someone points at that or comes to it with the keyboard. */
  readonly onIntent: Intent
}

export interface Intent {
  readonly onPointerEnter: () => void
  readonly onFocus: () => void
}

export const loadable = <Module>(fetchModule: () => Promise<Module>): Loadable<Module> => {
  let loaded: Module | null = null
  let loading: Promise<void> | null = null
  let failure: unknown
  const listeners = new Set<() => void>()

  const load = () => {
    loading ??= fetchModule().then(
      (module) => {
        loaded = module
        for (const changed of listeners) changed()
      },
      (error) => {
        loading = null
        throw error
      },
    )
    return loading
  }
  // What could not be loaded ahead is loaded again, and its failure said, when it is wanted.
  const prepare = () => {
    load().catch(() => {})
  }
  // A server has it before it draws: `renderToString` cannot wait.
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
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    load,
    onIntent: { onPointerEnter: prepare, onFocus: prepare },
  }
}
