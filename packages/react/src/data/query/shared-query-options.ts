import { shouldRetry } from './should-retry.ts'

/** The options that all queries share. */
export const sharedQueryOptions: {
  readonly staleTime: number
  readonly retry: typeof shouldRetry
  readonly networkMode: 'always'
  readonly refetchOnReconnect: boolean
} = {
  staleTime: 60_000,
  retry: shouldRetry,
  // By default, TanStack Query sends nothing while the browser reports that it is offline, and a widget would load
  // forever. A request that fails says why, and the browser can be wrong.
  networkMode: 'always',
  // By default, this network mode does not refetch when the browser is online again.
  refetchOnReconnect: true,
}
