import { expect, test } from 'vitest'
import { classifyDirectoryAge } from './classify-directory-age.ts'

const hourMs = 3_600_000
const classify = (ageMs: number, maxAgeHours = 96) => classifyDirectoryAge({ at: 0, ageMs }, maxAgeHours)

test('a directory is old after 24 hours, and stale from the maximum age on', () => {
  expect([0, 24 * hourMs].map((ageMs) => classify(ageMs))).toEqual(['current', 'current'])
  expect([24 * hourMs + 1, 96 * hourMs - 1].map((ageMs) => classify(ageMs))).toEqual(['old', 'old'])
  expect([96 * hourMs, 60 * 24 * hourMs].map((ageMs) => classify(ageMs))).toEqual(['stale', 'stale'])
})

test('a directory is stale if it was never read, or read when the storage’s clock was ahead', () => {
  expect([classifyDirectoryAge(null, 96), classify(-1)]).toEqual(['stale', 'stale'])
})

test('a directory is stale from the maximum age on, even if that is below 24 hours', () => {
  expect([classify(12 * hourMs - 1, 12), classify(12 * hourMs, 12)]).toEqual(['current', 'stale'])
})
