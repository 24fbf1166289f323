import type { Benchmark } from '../../../.ci/benchmark.ts'
import { panelBenchmark } from './panel.ts'
import { tableBenchmark } from './table.ts'

export const reactBenchmarks: readonly Benchmark[] = [panelBenchmark, tableBenchmark]
