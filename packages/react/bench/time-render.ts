import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

export interface TimedRender {
  readonly milliseconds: number
  readonly element: HTMLElement
  readonly unmount: () => void
}

/**
 * Measures the time until a node is rendered completely, with layout. A component may render in several passes.
 *
 * @param isComplete - Whether everything is in the page.
 * @param options.includePaint - Also waits for the paint, which rounds the time up to whole frames.
 */
export const timeRender = async (
  node: ReactNode,
  isComplete: (element: HTMLElement) => boolean,
  { includePaint }: { readonly includePaint: boolean },
): Promise<TimedRender> => {
  const element = document.createElement('div')
  document.getElementById('root')?.append(element)
  const root = createRoot(element)
  await waitUntilIdle()

  const start = performance.now()
  flushSync(() => root.render(node))
  for (const deadline = start + 60_000; !isComplete(element); ) {
    if (performance.now() > deadline)
      throw new Error(`Not complete after a minute: ${element.textContent.slice(0, 200)}`)
    await waitForNextTask()
  }
  // Forces layout.
  element.getBoundingClientRect()
  if (includePaint) await waitForPaint()
  return {
    milliseconds: performance.now() - start,
    element,
    unmount: () => {
      root.unmount()
      element.remove()
    },
  }
}

/** Resolves right after the browser's next paint. */
export const waitForPaint = async (): Promise<void> => {
  await new Promise(requestAnimationFrame)
  await waitForNextTask()
}

const waitForNextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

/** Waits until the work that an earlier round has left is done. */
const waitUntilIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }))
