import type { Seats } from '../adoption/seats.ts'
import { isDay } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import { parseInParts } from './parse-in-parts.ts'
import { isObject, readCount, readText, WrongFieldError } from './read-field.ts'
import type { SummaryRow } from './rows.ts'

/**
 * Reads the newest seats from the body of a `/summaries` answer. Null if no row of the period has usable seats, even if
 * the body is not in the expected form.
 * @throws `SyntaxError` if the body is not JSON, or the error of the body.
 */
export const readSeats = async (body: AsyncIterable<Uint8Array>, period: Period): Promise<Seats | null> => {
  const rows: unknown[] = []
  const addRows = (list: unknown): void => {
    if (Array.isArray(list)) for (const row of list) rows.push(row)
  }
  const rest = await parseInParts(body, ({ data }) => addRows(data))
  // Older deployments of the API call the list `summaries`.
  const { data, summaries } = (isObject(rest) ? rest : {}) as { readonly data?: unknown; readonly summaries?: unknown }
  addRows(data ?? summaries)
  return rows.reduce<Seats | null>((newest, row) => {
    const seats = readRow(row, period)
    return seats && (!newest || seats.day > newest.day) ? seats : newest
  }, null)
}

const readRow = (row: unknown, { from, to }: Period): Seats | null => {
  if (!isObject(row)) return null
  const summary = row as SummaryRow
  const day = readOrNull(() => readText(summary, 'starting_at') ?? readText(summary, 'starting_date'))?.slice(0, 10)
  const assigned = readOrNull(() => readCount(summary, 'assigned_seat_count'))
  if (!isDay(day) || day < from || day > to || assigned === null) return null
  return { day, assigned, pendingInvites: readOrNull(() => readCount(summary, 'pending_invite_count')) }
}

/** Returns what `read` returns, or null for a value of an unexpected type. */
const readOrNull = <Value>(read: () => Value | null): Value | null => {
  try {
    return read()
  } catch (error) {
    if (error instanceof WrongFieldError) return null
    throw error
  }
}
