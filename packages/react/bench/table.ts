import { type Benchmark, median } from '../../../tools/bench/benchmark.ts'
import type { TableTimes } from './table-page.tsx'
import { withPage } from './with-page.ts'

const rounds = 3
const frames = 300
/** In pixels: about half of what is in view, as in a fast drag of the scroll bar. */
const step = 400
/** In milliseconds: what is longer is felt as a stutter. */
const long = 50

export const tableBenchmark: Benchmark = {
  name: 'table',
  title: `ten thousand rows in TeamStats against a plain HTML table, ${frames} frames of ${step} px, ${rounds} rounds`,
  measure: (say) =>
    withPage('table-page.tsx', async (page) => {
      const draw = (name: 'widget' | 'plain') =>
        page.evaluate(([which, count, by]) => window.measureTable(which, count, by), [name, frames, step] as const)
      const times = { widget: [] as TableTimes[], plain: [] as TableTimes[] }
      // The very first render of either also compiles.
      await draw('widget')
      await draw('plain')
      for (let round = 0; round < rounds; round++) {
        times.widget.push(await draw('widget'))
        times.plain.push(await draw('plain'))
      }

      const [widget, plain] = [summaryOf(times.widget), summaryOf(times.plain)]
      for (const [name, { paint, longFrames, blocked, frame }] of Object.entries({ widget, plain })) {
        say(
          `${name}: first paint ${paint.toFixed(0)} ms, ${longFrames} long frames, ${blocked.toFixed(0)} ms blocked by them, median frame ${frame.toFixed(1)} ms`,
        )
      }
      return [
        { figure: 'first paint, TeamStats ÷ plain table', value: widget.paint / plain.paint, budget: 0.25 },
        // Without a budget: whatever else the machine does makes long frames, too, and not in both alike.
        {
          figure: 'long frames, TeamStats ÷ plain table',
          value: widget.longFrames / atLeastOne(plain.longFrames),
        },
        {
          figure: 'blocked time, TeamStats ÷ plain table',
          value: widget.blocked / atLeastOne(plain.blocked),
        },
      ]
    }),
}

/** On a machine on which not even the plain table stutters, nothing is divided by zero. */
const atLeastOne = (value: number): number => Math.max(1, value)

const summaryOf = (rounds: readonly TableTimes[]) => ({
  paint: median(rounds.map(({ paint }) => paint)),
  longFrames: median(rounds.map(({ frames }) => frames.filter((frame) => frame > long).length)),
  blocked: median(rounds.map(({ frames }) => frames.reduce((sum, frame) => sum + Math.max(0, frame - long), 0))),
  frame: median(rounds.flatMap(({ frames }) => frames)),
})
