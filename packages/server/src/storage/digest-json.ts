import { createHash } from 'node:crypto'

/** Returns a short text that identifies a value, by its JSON. */
export const digestJson = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url')
