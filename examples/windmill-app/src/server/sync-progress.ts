import type { ConnectionResponse } from '@windmill/claude-core'
import type { Terminal } from './terminal.ts'

export interface SyncProgress {
  /** Something may have changed: ask again, and show it. */
  readonly update: () => void
}

/** Shows in the terminal how far the sync is. Asks no more often than it gets answers. */
export const createSyncProgress = (
  terminal: Terminal,
  readConnection: () => Promise<ConnectionResponse>,
): SyncProgress => {
  let asking = false
  let again = false
  const ask = async (): Promise<void> => {
    asking = true
    do {
      again = false
      const { text, step } = describeSync(await readConnection())
      terminal.progress(text, step)
    } while (again)
  }
  return {
    update() {
      again = true
      if (asking) return
      ask()
        // What keeps the connection from being read is logged where it happens.
        .catch(() => {})
        .finally(() => {
          asking = false
        })
    },
  }
}

/** A connection in one line; `step` changes when that is worth a line of its own. */
export const describeSync = (connection: ConnectionResponse): { readonly text: string; readonly step: string } => {
  const { status, reason, coverage, backfill } = connection
  const say = (text: string, step: string) => ({ text: `  Sync        ${text}`, step })
  if (status === 'disconnected') return say('waiting for a key', status)
  if (status === 'needs_attention') return say(`needs attention: ${reason?.message ?? ''}`, `${status} ${reason?.code}`)
  if (!coverage) return say('connected, reading the newest days', 'connecting')
  if (!backfill) return say(`everything from ${coverage.first} through ${coverage.through} is read`, coverage.through)
  const { done, total, secondsLeft } = backfill
  return say(
    `${done} of ${total} days read, newest first, ${inWords(secondsLeft)} left`,
    `backfill ${Math.floor((done / total) * 10)}`,
  )
}

const inWords = (seconds: number): string => {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
