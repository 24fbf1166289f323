import type { Schema } from '../src/contract/schema.ts'

/** Returns the path and the message of the first invalid field. Null if the value is valid. */
export const describeFirstIssue = (schema: Schema<unknown>, value: unknown): string | null => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue ? `${issue.path.join('.')} ${issue.message}` : null
}

/** Returns a value as it arrives over HTTP. */
export const roundTripJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
