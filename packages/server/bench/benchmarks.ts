import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { backfillBenchmark } from './backfill.ts'
import { memoryBenchmark } from './memory.ts'
import { peopleBenchmark } from './people.ts'
import { syncBenchmark } from './sync.ts'

export const serverBenchmarks: readonly Benchmark[] = [
  syncBenchmark,
  backfillBenchmark,
  memoryBenchmark,
  peopleBenchmark,
]
