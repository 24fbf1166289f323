import { runBenchmarks } from '../../../tools/bench/run-benchmarks.ts'
import { reactBenchmarks } from './benchmarks.ts'

await runBenchmarks(reactBenchmarks)
