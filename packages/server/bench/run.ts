import { runBenchmarks } from '../../../tools/bench/run-benchmarks.ts'
import { serverBenchmarks } from './benchmarks.ts'

await runBenchmarks(serverBenchmarks)
