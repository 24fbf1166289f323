import type { LoadResult } from './simulate-load.ts'

/** Prints what a load test found. */
export const printLoadResult = (result: LoadResult, print: (line: string) => void): void => {
  const { failures, seconds, comparison, requests, reads, memory } = result
  print(`
${comparison.rows} rows in ${seconds.toFixed(0)} s: ${(comparison.rows / seconds).toFixed(0)} rows a second
${requests.requestCount} requests to the API, at most ${requests.maxPerMinute} a minute of one organization
two runs of one account at once: at most ${(requests.maxOverlapMs / 1000).toFixed(1)} s
${reads.count} reads, ${describeCounts(reads.failedDuringOutage)} while the database was away`)
  for (const [kind, { p50, p99 }] of Object.entries(reads.durations)) {
    print(`  ${kind}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`)
  }
  print('maximum memory:')
  for (const [name, megabytes] of Object.entries(memory)) print(`  ${name}: ${megabytes.toFixed(0)} MB`)
  if (failures.length === 0) print('Everything equals the truth.')
  else print(`FAILED:\n  ${failures.join('\n  ')}`)
}

const describeCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([code, count]) => `${count} failed with ${code}`)
    .join(', ') || 'none failed'
