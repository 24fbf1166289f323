import { runBenchmarks } from '../../../.ci/run-benchmarks.ts'
import { serverBenchmarks } from './benchmarks.ts'

await runBenchmarks(serverBenchmarks)
