import type { NewLogEntry } from './adapter.ts'
import { digestJson } from './digest-json.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Returns a string that is equal for a read and its repeats, which are not stored. A repeat is in the same UTC hour, or
 * in the same UTC day if the host reads. Null for events that are always stored: exports, and everything other than a
 * read. A read of a group under other reporting lines is no repeat, since the group has other people then.
 */
export const getRepeatKey = ({ at, actorId, actingForId, about, event, lines }: NewLogEntry): string | null => {
  if (event.kind !== 'read' || event.purpose === 'export') return null
  const { purpose, periods } = event
  const subject = typeof about === 'string' ? [about] : Object.entries(about)[0]
  const days = periods.map(({ from, to }) => [from, to])
  const range = lines && [lines.from, lines.until]
  const spanMs = purpose === 'host' ? dayMs : hourMs
  return digestJson([Math.floor(at / spanMs), actorId, actingForId, subject, purpose, days, range])
}
