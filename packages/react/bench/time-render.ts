import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** A rendered node. */
export interface TimedRender {
  /** Milliseconds until the node was complete. */
  readonly durationMs: number
  readonly element: HTMLElement
  readonly unmount: () => void
}

const maxRenderMs = 60_000

/**
 * Measures the time until a node is rendered completely, including layout. A component may render in several passes.
 *
 * @param isComplete Returns whether the element contains everything that the node renders.
 * @param options.shouldWaitForPaint Whether to wait for the paint as well, which rounds the time up to whole frames.
 * @throws If the node is not complete after a minute.
 */
export const timeRender = async (
  node: ReactNode,
  isComplete: (element: HTMLElement) => boolean,
  { shouldWaitForPaint }: { readonly shouldWaitForPaint: boolean },
): Promise<TimedRender> => {
  const element = document.createElement('div')
  document.getElementById('root')?.append(element)
  const root = createRoot(element)
  await waitUntilIdle()

  const start = performance.now()
  flushSync(() => root.render(node))
  for (const deadline = start + maxRenderMs; !isComplete(element); ) {
    if (performance.now() > deadline)
      throw new Error(`Not complete after a minute: ${element.textContent.slice(0, 200)}`)
    await waitForNextTask()
  }
  // Forces layout.
  element.getBoundingClientRect()
  if (shouldWaitForPaint) await waitForPaint()
  return {
    durationMs: performance.now() - start,
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

/** Waits until the browser has finished the work of earlier rounds, but at most a second. */
const waitUntilIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }))
