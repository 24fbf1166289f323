import type { ConnectionResponse } from '@windmill/claude-server'
import type { Terminal } from './terminal.ts'

export interface SyncProgress {
  /** Reads the connection and shows its progress. Any number of calls during a read cause one more read. */
  readonly update: () => void
}

/** Creates the display of the sync's progress in the terminal. It runs at most one read at a time. */
export const createSyncProgress = (
  terminal: Terminal,
  readConnection: () => Promise<ConnectionResponse>,
): SyncProgress => {
  let isReading = false
  let needsRead = false
  const readAndShow = async (): Promise<void> => {
    isReading = true
    do {
      needsRead = false
      const { text, step } = describeProgress(await readConnection())
      terminal.showProgress(text, step)
    } while (needsRead)
  }
  return {
    update() {
      needsRead = true
      if (isReading) return
      readAndShow()
        // The integration has already logged the failure.
        .catch(() => {})
        .finally(() => {
          isReading = false
        })
    },
  }
}

/** Describes a connection in one line. When `step` changes, output that is not a terminal gets a new line. */
export const describeProgress = (connection: ConnectionResponse): { readonly text: string; readonly step: string } => {
  const { status, reason, coverage, backfill } = connection
  const createLine = (text: string, step: string) => ({ text: `  Sync        ${text}`, step })
  if (status === 'disconnected') return createLine('waiting for a key', status)
  if (status === 'needs_attention') {
    return createLine(`needs attention: ${reason?.message ?? ''}`, `${status} ${reason?.code}`)
  }
  if (!coverage) return createLine('connected, reading the newest days', 'connecting')
  if (!backfill) {
    return createLine(`everything from ${coverage.first} through ${coverage.through} is read`, coverage.through)
  }
  const { done, total, secondsLeft } = backfill
  return createLine(
    `${done} of ${total} days read, newest first, ${formatSecondsLeft(secondsLeft)} left`,
    `backfill ${Math.floor((done / total) * 10)}`,
  )
}

const formatSecondsLeft = (seconds: number): string => {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
