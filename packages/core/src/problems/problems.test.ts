import { describe, expect, test } from 'vitest'
import { createProblem, isProblemCode, type ProblemCode, problems } from './problems.ts'

const codes = Object.keys(problems) as ProblemCode[]

describe('problems', () => {
  test.each(codes)('%s says in whole sentences what happened and what to do, with an error status', (code) => {
    const { status, title, advice } = problems[code]
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).toMatch(/^\p{Lu}.*\.$/u)
    expect(advice).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('what a viewer may not see is answered like what does not exist', () => {
    expect(problems.not_found.status).toBe(404)
  })

  test('only its own codes are codes', () => {
    expect(codes.every(isProblemCode)).toBe(true)
    expect(['toString', '__proto__', '', 404, null, undefined].filter(isProblemCode)).toEqual([])
  })
})

describe('problemOf', () => {
  test('makes a problem document, with the advice as its detail', () => {
    expect(createProblem('not_found')).toEqual({
      type: 'urn:windmill-claude:not_found',
      title: problems.not_found.title,
      status: 404,
      detail: problems.not_found.advice,
      code: 'not_found',
    })
  })

  test('takes a detail of its own, the field and the request id where there are some', () => {
    const extra = { detail: 'from must be a date.', field: 'from', requestId: 'req_1' }
    expect(createProblem('invalid_request', extra)).toMatchObject(extra)
  })
})
