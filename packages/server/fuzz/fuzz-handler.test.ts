import { expect, test } from 'vitest'
import { fuzzHandler } from './fuzz-handler.ts'

test('answers 5,000 random requests, gives each error a code, reveals no key and no hidden person, and needs less than 300 MB', async () => {
  const { failures, answers, maxMemoryMb } = await fuzzHandler({ seed: 1, requests: 5_000 })
  expect(failures).toEqual([])
  expect(maxMemoryMb).toBeLessThan(300)
  // Enough requests are valid to reach the code behind the checks.
  const codes = [...answers.keys()].map((answer) => answer.slice(4))
  expect(codes).toEqual(
    expect.arrayContaining(['', 'not_signed_in', 'not_permitted', 'not_found', 'cross_site', 'invalid_request']),
  )
  expect(codes).toEqual(expect.arrayContaining(['json_expected', 'body_too_large', 'key_refused']))
  const successes = [...answers].reduce((sum, [answer, count]) => (answer.startsWith('20') ? sum + count : sum), 0)
  expect(successes).toBeGreaterThan(500)
})
