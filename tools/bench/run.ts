import { reactBenchmarks } from '../../packages/react/bench/react-benchmarks.ts'
import { serverBenchmarks } from '../../packages/server/bench/server-benchmarks.ts'
import { runBenchmarks } from './run-benchmarks.ts'

await runBenchmarks([...serverBenchmarks, ...reactBenchmarks])
