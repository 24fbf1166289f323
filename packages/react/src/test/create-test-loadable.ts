import { type Loadable, loadable } from '../shared/ui/loadable.ts'

interface TestLoadable {
  readonly part: Loadable<{ readonly text: string }>
  /** Each time that it was asked for, in order. */
  readonly loads: readonly { readonly arrive: () => void; readonly fail: () => void }[]
}

/** A part whose loading ends when the test says so. */
export const createTestLoadable = (): TestLoadable => {
  const loads: { readonly arrive: () => void; readonly fail: () => void }[] = []
  const part = loadable(
    () =>
      new Promise<{ readonly text: string }>((resolve, reject) => {
        loads.push({ arrive: () => resolve({ text: 'It is here.' }), fail: () => reject(new Error('offline')) })
      }),
  )
  return { part, loads }
}
