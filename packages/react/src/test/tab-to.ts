import { userEvent } from 'vitest/browser'

const maxPresses = 40

/**
 * Presses Tab until the element has the focus.
 *
 * @param name Names the element in the error message.
 * @throws If the element does not have the focus after 40 presses.
 */
export const tabTo = async (name: string, locator: { element: () => Element }): Promise<void> => {
  for (let presses = 0; presses < maxPresses; presses += 1) {
    if (document.activeElement === locator.element()) return
    await userEvent.keyboard('{Tab}')
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}
