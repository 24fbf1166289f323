import type { Schema } from '../src/contract/schema.ts'

/** Which field is wrong, and what is said of it; null when nothing is. */
export const describeFirstIssue = (schema: Schema<unknown>, value: unknown): string | null => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue ? `${issue.path.join('.')} ${issue.message}` : null
}

/** A value as it arrives. */
export const roundTripJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
