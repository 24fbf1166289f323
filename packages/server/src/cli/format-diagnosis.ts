import type { Diagnosis } from '../health/diagnose.ts'
import type { AccountHealth } from '../health/health.ts'

/** Returns the lines that `windmill-claude doctor` prints. */
export const formatDiagnosis = ({ health, checks }: Diagnosis): string[] => [
  ...checks.map(({ name, isOk, message }) => `${isOk ? 'ok    ' : 'FAILED'}  ${name.padEnd(8)}  ${message}`),
  '',
  `${health.isReady ? 'Ready' : 'Not ready'}. Slow reads in the last hour: ${health.slowReads}.`,
  ...(health.accounts.length === 0 ? ['No account has a connection.'] : formatTable(health.accounts)),
]

const columns: readonly (readonly [title: string, format: (account: AccountHealth) => string])[] = [
  ['account', ({ accountId }) => accountId],
  ['status', ({ status }) => status],
  ['attention', ({ attention }) => attention ?? '–'],
  ['newest day', ({ newestDay, isLate }) => (newestDay ?? '–') + (isLate ? ' (late)' : '')],
  ['last sync', ({ lastSyncAt }) => lastSyncAt ?? '–'],
  ['last failure', ({ lastFailure }) => (lastFailure ? (lastFailure.code ?? 'see the log') : '–')],
  ['directory read', (account) => (account.directoryReadAt ?? '–') + (account.isDirectoryStale ? ' (stale)' : '')],
  ['unmatched', ({ unmatched }) => String(unmatched ?? '–')],
  ['requests left', ({ requestsLeft }) => String(requestsLeft ?? '–')],
]

const formatTable = (accounts: readonly AccountHealth[]): string[] => {
  const rows = [
    columns.map(([title]) => title),
    ...accounts.map((account) => columns.map(([, format]) => format(account))),
  ]
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
