/**
 * Limits of the functions that the host provides. A function that exceeds its limit fails. Nothing waits for it any
 * longer.
 */
export const hostLimits = {
  /** Timeout of `getViewer`, in milliseconds. */
  viewerTimeoutMs: 10_000,
  /** Timeout of `vault.seal` and `vault.open`, in milliseconds. */
  vaultTimeoutMs: 10_000,
  /** Timeout of `policy`, in milliseconds. */
  policyTimeoutMs: 10_000,
  /** Timeout of `onEvent`, in milliseconds. */
  eventTimeoutMs: 30_000,
  /** Timeout of each asynchronous method of the scheduler, in milliseconds. */
  schedulerTimeoutMs: 30_000,
  /** Timeout of the answer of `listEmployees`, and of each of its pages, in milliseconds. */
  directoryPageTimeoutMs: 60_000,
  /** Timeout of the whole directory, in milliseconds. */
  directoryTimeoutMs: 600_000,
  /** Time that a request waits for `listEmployees` before it uses the stored directory, in milliseconds. */
  directoryPatienceMs: 10_000,
  /** Minimum time between the end of a pull and the next pull that a request starts, in milliseconds. */
  directoryPauseMs: 60_000,
  /** Maximum number of entries and pages of a directory. */
  maxDirectoryEntries: 1_000_000,
} as const
