import type { Schema } from '@windmill/claude-core/contract'
import { ProblemError } from '../problem-error.ts'

/**
 * Validates an input of a client or host.
 * @param name - Names the input, for an error about the input as a whole.
 * @throws `ProblemError` `invalid_request` naming the field but not its value, which may be a key.
 */
export const validate = <Value>(schema: Schema<Value>, input: unknown, name = 'body'): Value => {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') || name
  throw new ProblemError('invalid_request', { field, detail: `${field} ${issue?.message ?? 'is not valid'}.` })
}
