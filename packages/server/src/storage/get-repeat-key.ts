import type { EpochMilliseconds, StoredLogEntry } from './adapter.ts'
import { digestJson } from './digest-json.ts'

const hourMs = 3_600_000

/**
 * Returns a text that is equal for a read and its repeats in the same UTC hour, which are stored once. Null for
 * events that are stored each time: exports, everything other than a read, and reads from before the newest change of
 * the reporting lines. A read after a change is no repeat of one before it, since a group has other people then.
 * @param changedAt - When the reporting lines last changed. Null if they never did.
 */
export const getRepeatKey = (
  { at, actorId, actingForId, about, event }: StoredLogEntry,
  changedAt: EpochMilliseconds | null,
): string | null => {
  if (event.kind !== 'read' || event.purpose === 'export') return null
  if (changedAt !== null && at < changedAt) return null
  const { purpose, periods } = event
  const subject = typeof about === 'string' ? [about] : Object.entries(about)[0]
  const days = periods.map(({ from, to }) => [from, to])
  const parts = [Math.floor(at / hourMs), actorId, actingForId, subject, purpose, days, changedAt]
  return digestJson(parts)
}
