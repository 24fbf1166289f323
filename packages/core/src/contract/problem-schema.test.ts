import { describe, expect, test } from 'vitest'
import { overWire, wrong } from '../../test/schemas.ts'
import { createProblem, type ProblemCode, problems } from '../problems/problems.ts'
import { problemSchema } from './problem-schema.ts'

describe('problems', () => {
  test.each(Object.keys(problems) as ProblemCode[])('%s is a problem document', (code) => {
    for (const problem of [
      createProblem(code),
      createProblem(code, { field: 'from', requestId: 'req_1', detail: 'x' }),
    ]) {
      expect(problemSchema.parse(overWire(problem))).toEqual(problem)
    }
  })

  test('a code that is not known is none', () => {
    expect(wrong(problemSchema, { ...createProblem('not_found'), code: 'teapot' })).toMatch(/^code /)
  })
})
