import { type Benchmark, computeMedian } from '../../../tools/bench/benchmark.ts'
import { runOnPage } from './run-on-page.ts'
import type { TableTimes } from './table-page.tsx'

const rounds = 3
const frameCount = 300
/** More than half of the visible height, as in a fast drag of the scroll bar. */
const pixelsPerFrame = 400
/** Longer frames are noticed as a stutter. */
const maxSmoothFrameMs = 50

export const tableBenchmark: Benchmark = {
  name: 'table',
  title: `ten thousand rows in TeamStats against a plain HTML table, ${frameCount} frames of ${pixelsPerFrame} px, ${rounds} rounds`,
  measure: (log) =>
    runOnPage('table-page.tsx', async (page) => {
      const measure = (candidate: 'widget' | 'plain') =>
        page.evaluate((args) => window.measureTable(...args), [candidate, frameCount, pixelsPerFrame] as const)
      const times = { widget: [] as TableTimes[], plain: [] as TableTimes[] }
      // The first render also compiles the code, so it is not counted.
      await measure('widget')
      await measure('plain')
      for (let round = 0; round < rounds; round++) {
        times.widget.push(await measure('widget'))
        times.plain.push(await measure('plain'))
      }

      const [widget, plain] = [summarize(times.widget), summarize(times.plain)]
      for (const [name, { paintMs, longFrames, blockedMs, frameMs }] of Object.entries({ widget, plain })) {
        log(
          `${name}: first paint ${paintMs.toFixed(0)} ms, ${longFrames} long frames, ${blockedMs.toFixed(0)} ms blocked by them, median frame ${frameMs.toFixed(1)} ms`,
        )
      }
      return [
        { figure: 'first paint, TeamStats ÷ plain table', value: widget.paintMs / plain.paintMs, budget: 0.25 },
        // No budget: other work on the machine also makes frames long, and not equally for both candidates.
        {
          figure: 'long frames, TeamStats ÷ plain table',
          value: widget.longFrames / avoidZero(plain.longFrames),
        },
        {
          figure: 'blocked time, TeamStats ÷ plain table',
          value: widget.blockedMs / avoidZero(plain.blockedMs),
        },
      ]
    }),
}

/** Avoids a division by zero on a machine where even the plain table has no long frame. */
const avoidZero = (value: number): number => Math.max(1, value)

/** Returns the medians over all rounds. `blockedMs` is the time by which long frames exceed the maximum. */
const summarize = (times: readonly TableTimes[]) => ({
  paintMs: computeMedian(times.map(({ paintMs }) => paintMs)),
  longFrames: computeMedian(times.map(({ framesMs }) => framesMs.filter((frame) => frame > maxSmoothFrameMs).length)),
  blockedMs: computeMedian(
    times.map(({ framesMs }) => framesMs.reduce((sum, frame) => sum + Math.max(0, frame - maxSmoothFrameMs), 0)),
  ),
  frameMs: computeMedian(times.flatMap(({ framesMs }) => framesMs)),
})
