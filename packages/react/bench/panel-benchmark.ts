import { type Benchmark, computeMedian } from '../../../tools/bench/benchmark.ts'
// Declares `window.measurePanel`.
import type {} from './panel-page.tsx'
import { runOnPage } from './run-on-page.ts'

const rounds = 25

export const panelBenchmark: Benchmark = {
  name: 'panel',
  title: `the first render of StatsPanel against the same five figures and charts in Recharts, ${rounds} rounds`,
  measure: (log) =>
    runOnPage('panel-page.tsx', async (page) => {
      const measureMs = (name: 'panel' | 'recharts') =>
        page.evaluate((candidate) => window.measurePanel(candidate), name)
      const firstMs = { panel: await measureMs('panel'), recharts: await measureMs('recharts') }
      log(`first render: ${firstMs.panel.toFixed(1)} ms, Recharts ${firstMs.recharts.toFixed(1)} ms`)

      const timesMs = { panel: [] as number[], recharts: [] as number[] }
      for (let round = 0; round < rounds; round++) {
        timesMs.panel.push(await measureMs('panel'))
        timesMs.recharts.push(await measureMs('recharts'))
      }
      const [panelMs, rechartsMs] = [computeMedian(timesMs.panel), computeMedian(timesMs.recharts)]
      log(`then, median: ${panelMs.toFixed(1)} ms, Recharts ${rechartsMs.toFixed(1)} ms`)
      return [{ figure: 'StatsPanel ÷ Recharts', value: panelMs / rechartsMs, budget: 0.5 }]
    }),
}
