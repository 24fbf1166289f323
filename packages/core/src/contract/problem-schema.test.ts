import { describe, expect, test } from 'vitest'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { createProblem, type ProblemCode, problems } from '../problems/problems.ts'
import { problemSchema } from './problem-schema.ts'

describe('problemSchema', () => {
  test.each(Object.keys(problems) as ProblemCode[])(
    'accepts a problem document with the code %s, with and without the optional fields',
    (code) => {
      for (const problem of [
        createProblem(code),
        createProblem(code, { field: 'from', requestId: 'req_1', detail: 'x' }),
      ]) {
        expect(problemSchema.parse(roundTripJson(problem))).toEqual(problem)
      }
    },
  )

  test('rejects an unknown code', () => {
    expect(describeFirstIssue(problemSchema, { ...createProblem('not_found'), code: 'teapot' })).toMatch(/^code /)
  })
})
