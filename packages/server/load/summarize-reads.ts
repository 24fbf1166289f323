/** A read that the web process answered. Times are real, in milliseconds since 1970. */
export interface Read {
  readonly kind: 'panel' | 'team' | 'adoption'
  readonly startedAt: number
  readonly endedAt: number
  /** The problem code of a read that failed. Null if it succeeded. */
  readonly code: string | null
}

/** A time in which the database was away, or a connection to it was terminated. */
export interface Outage {
  readonly from: number
  readonly to: number
}

export interface ReadSummary {
  readonly count: number
  /** The median and the 99th percentile of the durations of successful reads, in milliseconds, by kind and for all. */
  readonly durations: Readonly<Record<Read['kind'] | 'all', { readonly p50: number; readonly p99: number }>>
  /** Number of reads that failed during an outage, by code. */
  readonly failedDuringOutage: Readonly<Record<string, number>>
  /** Number of reads that failed at other times, by code. */
  readonly failedWithoutOutage: Readonly<Record<string, number>>
}

/** Summarizes reads. A failed read that overlaps an outage counts as failed during the outage. */
export const summarizeReads = (reads: readonly Read[], outages: readonly Outage[]): ReadSummary => {
  const isDuringOutage = ({ startedAt, endedAt }: Read): boolean =>
    outages.some(({ from, to }) => startedAt <= to && endedAt >= from)
  const failedReads = reads.filter(({ code }) => code !== null)
  const successfulReads = reads.filter(({ code }) => code === null)
  const summarize = (kind?: Read['kind']) => {
    const durations = successfulReads
      .filter((read) => kind === undefined || read.kind === kind)
      .map(({ startedAt, endedAt }) => endedAt - startedAt)
      .sort((a, b) => a - b)
    return { p50: findQuantile(durations, 0.5), p99: findQuantile(durations, 0.99) }
  }
  return {
    count: reads.length,
    durations: {
      all: summarize(),
      panel: summarize('panel'),
      team: summarize('team'),
      adoption: summarize('adoption'),
    },
    failedDuringOutage: countCodes(failedReads.filter(isDuringOutage)),
    failedWithoutOutage: countCodes(failedReads.filter((read) => !isDuringOutage(read))),
  }
}

/** Finds the smallest value that is at least as large as the given share of the values. 0 without any value. */
const findQuantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0

const countCodes = (reads: readonly Read[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { code } of reads) counts[String(code)] = (counts[String(code)] ?? 0) + 1
  return counts
}
