import { type KeyProblem, keyProblems } from '@windmill/claude-core'
import type { Failure } from './connection-reducer.ts'

/** What is wrong with a key that was not sent anywhere. */
export const toKeyFailure = (code: KeyProblem): Failure => {
  const { title, advice } = keyProblems[code]
  return { task: 'check', code, title, detail: advice, requestId: undefined }
}
