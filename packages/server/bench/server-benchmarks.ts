import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { backfillBenchmark } from './backfill-benchmark.ts'
import { memoryBenchmark } from './memory-benchmark.ts'
import { peopleBenchmark } from './people-benchmark.ts'
import { reReadsBenchmark } from './re-reads-benchmark.ts'
import { syncBenchmark } from './sync-benchmark.ts'
import { totalsBenchmark } from './totals-benchmark.ts'

export const serverBenchmarks: readonly Benchmark[] = [
  syncBenchmark,
  backfillBenchmark,
  memoryBenchmark,
  peopleBenchmark,
  reReadsBenchmark,
  totalsBenchmark,
]
