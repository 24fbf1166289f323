import { expect, test, vi } from 'vitest'
import { createClientProblem, isClaudeProblem } from './claude-problem.ts'

test('recognizes a problem from a second copy of the package', async () => {
  vi.resetModules()
  const copy = await import('./claude-problem.ts')
  const problem = copy.createClientProblem('date_invalid', 0)
  expect(copy.ClaudeProblem).not.toBe(createClientProblem('date_invalid', 0).constructor)
  expect(isClaudeProblem(problem)).toBe(true)
})

test.each([undefined, null, 'ClaudeProblem', new Error('ClaudeProblem')])('%o is no problem', (error) => {
  expect(isClaudeProblem(error)).toBe(false)
})
