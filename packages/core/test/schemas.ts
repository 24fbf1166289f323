import type { Schema } from '../src/contract/schema.ts'

/** Returns the path and the message of the first validation issue, or null if the value is valid. */
export const describeFirstIssue = (schema: Schema<unknown>, value: unknown): string | null => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue ? `${issue.path.join('.')} ${issue.message}` : null
}

/** Returns a value as it arrives over HTTP: serialized to JSON and parsed again. */
export const roundTripJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
