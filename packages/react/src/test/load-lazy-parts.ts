import type { Loadable } from '../shared/ui/loadable.ts'

const lazyModules = import.meta.glob<Readonly<Record<string, Loadable<unknown>>>>('../**/*.lazy.ts', { eager: true })

/** Loads everything that widgets load on demand. */
export const loadLazyParts = async (): Promise<void> => {
  await Promise.all(Object.values(lazyModules).flatMap((module) => Object.values(module).map((part) => part.load())))
}
