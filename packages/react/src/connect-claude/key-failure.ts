import { type KeyProblem, keyProblems } from '@windmill/claude-core'
import type { Failure } from './machine.ts'

/** What is wrong with a key that was not sent anywhere. */
export const keyFailure = (code: KeyProblem): Failure => {
  const { title, advice } = keyProblems[code]
  return { task: 'check', code, title, detail: advice, requestId: undefined }
}
