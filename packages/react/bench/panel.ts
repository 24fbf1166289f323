import { type Benchmark, median } from '../../../tools/bench/benchmark.ts'
import type {} from './panel-page.tsx'
import { withPage } from './with-page.ts'

const rounds = 25

export const panelBenchmark: Benchmark = {
  name: 'panel',
  title: `the first render of StatsPanel against the same twenty figures and lines in Recharts, ${rounds} rounds`,
  measure: (log) =>
    withPage('panel-page.tsx', async (page) => {
      const measure = (name: 'panel' | 'recharts') => page.evaluate((candidate) => window.measurePanel(candidate), name)
      const first = { panel: await measure('panel'), recharts: await measure('recharts') }
      log(`first render: ${first.panel.toFixed(1)} ms, Recharts ${first.recharts.toFixed(1)} ms`)

      const times = { panel: [] as number[], recharts: [] as number[] }
      for (let round = 0; round < rounds; round++) {
        times.panel.push(await measure('panel'))
        times.recharts.push(await measure('recharts'))
      }
      const [panel, recharts] = [median(times.panel), median(times.recharts)]
      log(`then, median: ${panel.toFixed(1)} ms, Recharts ${recharts.toFixed(1)} ms`)
      return [{ figure: 'StatsPanel ÷ Recharts', value: panel / recharts, budget: 0.5 }]
    }),
}
