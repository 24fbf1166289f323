import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { interactionBenchmark } from './interaction-benchmark.ts'
import { panelBenchmark } from './panel-benchmark.ts'
import { tableBenchmark } from './table-benchmark.ts'

export const reactBenchmarks: readonly Benchmark[] = [panelBenchmark, tableBenchmark, interactionBenchmark]
