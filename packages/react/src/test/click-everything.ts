import { vi } from 'vitest'

const controlSelector = '.claude-root :is(button, summary, input[type="radio"], input[type="checkbox"])'

/** Maximum number of clicks, so that the test ends even if each click adds a new control. */
const maxClicks = 300

const isLoading = (container: ParentNode) =>
  container.querySelector('.claude-Skeleton, [aria-busy="true"], [data-outdated]') !== null

/** Waits until every widget in the container has loaded what it shows. */
export const waitUntilLoaded = (container: ParentNode): Promise<unknown> =>
  vi.waitUntil(() => container.querySelector('.claude-root') && !isLoading(container), { timeout: 20_000, interval: 5 })

/**
 * Clicks every button, radio button, checkbox and disclosure of the widgets in the container once, including controls
 * that appear after a click.
 *
 * @param onStep Called before the first click and after each click, always after the widgets have loaded.
 */
export const clickEverything = async (container: HTMLElement, onStep: () => void): Promise<void> => {
  const clicked = new Set<HTMLElement>()
  for (let clicks = 0; clicks < maxClicks; clicks++) {
    await waitUntilLoaded(container)
    onStep()
    // Mutation observers run here, as they do between two clicks of a person.
    await Promise.resolve()
    const controls = container.querySelectorAll<HTMLElement>(controlSelector)
    const next = [...controls].find((control) => !clicked.has(control))
    if (!next) return
    clicked.add(next)
    next.click()
  }
}
