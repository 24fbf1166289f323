import { runBenchmarks } from '../../../.ci/run-benchmarks.ts'
import { reactBenchmarks } from './benchmarks.ts'

await runBenchmarks(reactBenchmarks)
