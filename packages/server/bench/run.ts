import { runBenchmarks } from '../../../tools/bench/run-benchmarks.ts'
import { serverBenchmarks } from './server-benchmarks.ts'

await runBenchmarks(serverBenchmarks)
