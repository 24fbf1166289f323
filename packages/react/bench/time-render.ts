import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

export interface Rendered {
  readonly milliseconds: number
  readonly element: HTMLElement
  readonly unmount: () => void
}

/**
 * How long it takes until everything is in the page and has its place there. Whoever draws in more than one go gets the
 * time to do so.
 *
 * @param options.painted - Until it is painted, too: rounded up to whole frames.
 */
export const timeRender = async (
  node: ReactNode,
  isDrawn: (element: HTMLElement) => boolean,
  { painted }: { readonly painted: boolean },
): Promise<Rendered> => {
  const element = document.createElement('div')
  document.getElementById('root')?.append(element)
  const root = createRoot(element)
  await idle()

  const start = performance.now()
  flushSync(() => root.render(node))
  for (const until = start + 60_000; !isDrawn(element); ) {
    if (performance.now() > until) throw new Error(`Not drawn after a minute: ${element.textContent.slice(0, 200)}`)
    await nextTask()
  }
  element.getBoundingClientRect()
  if (painted) await nextPaint()
  return {
    milliseconds: performance.now() - start,
    element,
    unmount: () => {
      root.unmount()
      element.remove()
    },
  }
}

/** Resolves right after the browser has painted. */
export const nextPaint = async (): Promise<void> => {
  await new Promise(requestAnimationFrame)
  await nextTask()
}

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

/** What the round before has left to do is done. */
const idle = (): Promise<void> => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 1000 }))
