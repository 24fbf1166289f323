import { createLoadable, type Loadable } from '../shared/ui/loadable.ts'

/** A request for the module, which the test resolves or rejects. */
interface ModuleRequest {
  readonly resolve: () => void
  readonly reject: () => void
}

interface TestLoadable {
  /** The loadable, for the prop `part` of a component. */
  readonly part: Loadable<{ readonly text: string }>
  /** All requests for the module so far, in order. */
  readonly requests: readonly ModuleRequest[]
}

/** Creates a loadable with requests that the test resolves or rejects. */
export const createTestLoadable = (): TestLoadable => {
  const requests: ModuleRequest[] = []
  const part = createLoadable(
    () =>
      new Promise<{ readonly text: string }>((resolve, reject) => {
        requests.push({ resolve: () => resolve({ text: 'It is here.' }), reject: () => reject(new Error('offline')) })
      }),
  )
  return { part, requests }
}
