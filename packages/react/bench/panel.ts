import { type Benchmark, median } from '../../../tools/bench/benchmark.ts'
import type {} from './panel-page.tsx'
import { withPage } from './with-page.ts'

const rounds = 25

export const panelBenchmark: Benchmark = {
  name: 'panel',
  title: `the first render of StatsPanel against the same twenty figures and lines in Recharts, ${rounds} rounds`,
  measure: (say) =>
    withPage('panel-page.tsx', async (page) => {
      const render = (name: 'panel' | 'recharts') => page.evaluate((which) => window.measurePanel(which), name)
      const firsts = { panel: await render('panel'), recharts: await render('recharts') }
      say(`the very first: ${firsts.panel.toFixed(1)} ms, Recharts ${firsts.recharts.toFixed(1)} ms`)

      const times = { panel: [] as number[], recharts: [] as number[] }
      for (let round = 0; round < rounds; round++) {
        times.panel.push(await render('panel'))
        times.recharts.push(await render('recharts'))
      }
      const [panel, recharts] = [median(times.panel), median(times.recharts)]
      say(`then, median: ${panel.toFixed(1)} ms, Recharts ${recharts.toFixed(1)} ms`)
      return [{ figure: 'StatsPanel ÷ Recharts', value: panel / recharts, budget: 0.5 }]
    }),
}
