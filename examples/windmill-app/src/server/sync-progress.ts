import type { ConnectionResponse } from '@windmill/claude-core'
import type { Terminal } from './terminal.ts'

export interface SyncProgress {
  /** Reads the connection again and shows its progress. Calls during a read are merged into one more read. */
  readonly update: () => void
}

/** Shows the sync's progress in the terminal, with at most one read at a time. */
export const createSyncProgress = (
  terminal: Terminal,
  readConnection: () => Promise<ConnectionResponse>,
): SyncProgress => {
  let isReading = false
  let isStale = false
  const readAndShow = async (): Promise<void> => {
    isReading = true
    do {
      isStale = false
      const { text, step } = describeSync(await readConnection())
      terminal.progress(text, step)
    } while (isStale)
  }
  return {
    update() {
      isStale = true
      if (isReading) return
      readAndShow()
        // The integration logs the failure itself.
        .catch(() => {})
        .finally(() => {
          isReading = false
        })
    },
  }
}

/** Describes a connection in one line. `step` changes when the progress deserves a new line in a log. */
export const describeSync = (connection: ConnectionResponse): { readonly text: string; readonly step: string } => {
  const { status, reason, coverage, backfill } = connection
  const toLine = (text: string, step: string) => ({ text: `  Sync        ${text}`, step })
  if (status === 'disconnected') return toLine('waiting for a key', status)
  if (status === 'needs_attention') {
    return toLine(`needs attention: ${reason?.message ?? ''}`, `${status} ${reason?.code}`)
  }
  if (!coverage) return toLine('connected, reading the newest days', 'connecting')
  if (!backfill) {
    return toLine(`everything from ${coverage.first} through ${coverage.through} is read`, coverage.through)
  }
  const { done, total, secondsLeft } = backfill
  return toLine(
    `${done} of ${total} days read, newest first, ${formatDuration(secondsLeft)} left`,
    `backfill ${Math.floor((done / total) * 10)}`,
  )
}

const formatDuration = (seconds: number): string => {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
