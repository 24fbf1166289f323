import type { QueryClient } from '@tanstack/react-query'
import { type ConnectionResponse, dayAt, type Period } from '@windmill/claude-core'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { checkPeriod } from '../../data/fetch/parse-period.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { defaultPreset, getPresetEnd, resolvePeriod } from './period-choice.ts'
import type { PeriodOptions } from './use-period.ts'

interface PrefetchedPeriod {
  readonly connection: ConnectionResponse | undefined
  /** The period that a widget shows at first. Null if the host's dates cannot be used. */
  readonly period: Period | null
}

/** Prefetches the connection, and returns it with the period that a widget with the same options shows at first. */
export const prefetchPeriod = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { period, reviewPeriod, defaultPreset: preset = defaultPreset }: PeriodOptions,
): Promise<PrefetchedPeriod> => {
  const connection = await prefetch(queryClient, getConnectionQueryOptions(client))
  const [host, review] = [checkPeriod(period), checkPeriod(reviewPeriod)]
  if (host.problem ?? review.problem) return { connection, period: null }
  const presetEnd = getPresetEnd(connection, dayAt(Date.now()))
  return { connection, period: resolvePeriod(host.period ?? preset, presetEnd, review.period ?? null) }
}
