import { userEvent } from 'vitest/browser'

/** Presses Tab until the element has the focus. Throws if it is not reachable with the keyboard. */
export const tabTo = async (name: string, locator: { element: () => Element }): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    if (document.activeElement === locator.element()) return
    await userEvent.keyboard('{Tab}')
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}
