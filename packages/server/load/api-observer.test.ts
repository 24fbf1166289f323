import { expect, test } from 'vitest'
import { createApiObserver } from './api-observer.ts'

test('finds the maximum number of requests of one organization in any 60 seconds', () => {
  const observer = createApiObserver()
  for (let second = 0; second < 120; second += 2) observer.observe(0, null, second * 1_000)
  observer.observe(1, null, 60_000)
  expect(observer.getFindings()).toMatchObject({ requestCount: 61, maxPerMinute: 30 })
  for (let index = 0; index < 5; index += 1) observer.observe(0, null, 119_000)
  expect(observer.getFindings()).toMatchObject({ maxPerMinute: 35 })
})

test('measures how long two runs of an account sent requests at the same time', () => {
  const observer = createApiObserver()
  const observe = (run: string, at: number, account = 'a') => observer.observe(0, { account, run }, at)
  observe('one', 0)
  observe('other', 5_000, 'b')
  observe('one', 10_000)
  observe('two', 20_000)
  observe('two', 60_000)
  expect(observer.getFindings()).toMatchObject({ maxOverlapMs: 0, maxOverlapAccount: null })
  observe('one', 33_000)
  expect(observer.getFindings()).toMatchObject({ maxOverlapMs: 13_000, maxOverlapAccount: 'a' })
})
