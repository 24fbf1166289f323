import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { panelBenchmark } from './panel.ts'
import { tableBenchmark } from './table.ts'

export const reactBenchmarks: readonly Benchmark[] = [panelBenchmark, tableBenchmark]
