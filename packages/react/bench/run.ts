import { runBenchmarks } from '../../../tools/bench/run-benchmarks.ts'
import { reactBenchmarks } from './react-benchmarks.ts'

await runBenchmarks(reactBenchmarks)
