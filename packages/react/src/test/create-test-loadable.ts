import { type Loadable, loadable } from '../shared/ui/loadable.ts'

/** A request for the module. */
interface Load {
  readonly resolve: () => void
  readonly reject: () => void
}

interface TestLoadable {
  readonly part: Loadable<{ readonly text: string }>
  /** All requests so far, in order. */
  readonly loads: readonly Load[]
}

/** A loadable part. The test resolves or rejects each of its loads. */
export const createTestLoadable = (): TestLoadable => {
  const loads: Load[] = []
  const part = loadable(
    () =>
      new Promise<{ readonly text: string }>((resolve, reject) => {
        loads.push({ resolve: () => resolve({ text: 'It is here.' }), reject: () => reject(new Error('offline')) })
      }),
  )
  return { part, loads }
}
