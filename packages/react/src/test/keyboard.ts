import { userEvent } from 'vitest/browser'

/** Tabs until the element has the focus: what cannot be reached that way cannot be used with a keyboard. */
export const tabTo = async (name: string, locator: { element: () => Element }): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    if (document.activeElement === locator.element()) return
    await userEvent.keyboard('{Tab}')
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}
