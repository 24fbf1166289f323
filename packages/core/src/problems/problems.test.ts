import { describe, expect, test } from 'vitest'
import { createProblem, isProblemCode, type ProblemCode, problems } from './problems.ts'

const codes = Object.keys(problems) as ProblemCode[]

describe('problems', () => {
  test.each(codes)('%s has an error status, and a title and advice in whole sentences', (code) => {
    const { status, title, advice } = problems[code]
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).toMatch(/^\p{Lu}.*\.$/u)
    expect(advice).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('not_found has status 404', () => {
    expect(problems.not_found.status).toBe(404)
  })

  test('isProblemCode accepts only the codes of problems', () => {
    expect(codes.every(isProblemCode)).toBe(true)
    expect(['toString', '__proto__', '', 404, null, undefined].filter(isProblemCode)).toEqual([])
  })
})

describe('createProblem', () => {
  test('creates a problem document with the advice as its detail', () => {
    expect(createProblem('not_found')).toEqual({
      type: 'urn:windmill-claude:not_found',
      title: problems.not_found.title,
      status: 404,
      detail: problems.not_found.advice,
      code: 'not_found',
    })
  })

  test('adds a given detail, field and request id', () => {
    const extra = { detail: 'from must be a date.', field: 'from', requestId: 'req_1' }
    expect(createProblem('invalid_request', extra)).toMatchObject(extra)
  })
})
