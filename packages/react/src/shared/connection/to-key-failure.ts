import { type KeyProblem, keyProblems } from '@windmill/claude-core/internal'
import type { Failure } from './connection-reducer.ts'

/** Returns the failure for a key that was rejected before it was sent to the server. */
export const toKeyFailure = (code: KeyProblem): Failure => {
  const { title, advice } = keyProblems[code]
  return { task: 'check', code, title, detail: advice, requestId: undefined }
}
