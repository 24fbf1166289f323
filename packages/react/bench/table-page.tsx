import { createTeamWidget, PlainTeamTable } from './team-tables.tsx'
import { timeRender, waitForPaint } from './time-render.ts'

const candidates = {
  widget: {
    render: () =>
      timeRender(createTeamWidget(), (element) => element.querySelector('.claude-TeamStats-people a') !== null, {
        shouldWaitForPaint: true,
      }),
    scrollerSelector: '.claude-TeamStats-grid',
  },
  plain: {
    render: () =>
      timeRender(<PlainTeamTable />, (element) => element.querySelector('td') !== null, {
        shouldWaitForPaint: true,
      }),
    scrollerSelector: '#plain',
  },
}

export interface TableTimes {
  /** Milliseconds until the first paint. */
  readonly paintMs: number
  /** Milliseconds from one frame to the next while scrolling. */
  readonly framesMs: readonly number[]
}

/** Renders one of the candidates, scrolls through it and returns the times. */
const measureTable = async (
  name: keyof typeof candidates,
  frameCount: number,
  pixelsPerFrame: number,
): Promise<TableTimes> => {
  const { durationMs: paintMs, element, unmount } = await candidates[name].render()
  const scroller = element.querySelector(candidates[name].scrollerSelector)
  if (!scroller) throw new Error(`There is nothing to scroll in ${name}.`)
  // The first frame of scrolling must not include work left over from the first paint.
  await waitForPaint()
  await waitForPaint()

  const framesMs: number[] = []
  let lastFrameAt = performance.now()
  for (let frame = 0; frame < frameCount; frame++) {
    scroller.scrollTop += pixelsPerFrame
    await waitForPaint()
    const now = performance.now()
    framesMs.push(now - lastFrameAt)
    lastFrameAt = now
  }
  if (scroller.scrollTop < frameCount * pixelsPerFrame - 1)
    throw new Error(`${name} ended after ${scroller.scrollTop} pixels.`)
  unmount()
  return { paintMs, framesMs }
}

declare global {
  interface Window {
    measureTable: typeof measureTable
  }
}
window.measureTable = measureTable
