import { expect, test } from 'vitest'
import { addPeriodSearch, formatPeriodSearch, parsePeriodSearch } from './period-search.ts'

const period = { from: '2026-07-01', to: '2026-09-30' } as const

test('reads the period that it has written', () => {
  expect(parsePeriodSearch(`?${formatPeriodSearch(period)}`)).toEqual(period)
})

test.each(['', '?from=2026-07-01', '?from=2026-09-30&to=2026-07-01', '?from=2026-02-30&to=2026-03-01', '?from=a&to=b'])(
  'reads no period from %j',
  (search) => {
    expect(parsePeriodSearch(search)).toBeUndefined()
    expect(addPeriodSearch('/people', search)).toBe('/people')
  },
)

test('adds the period to a link that has no query string', () => {
  expect(addPeriodSearch('/people/e-10', '?from=2026-07-01&to=2026-09-30')).toBe(
    '/people/e-10?from=2026-07-01&to=2026-09-30',
  )
  expect(addPeriodSearch('/people?from=2026-01-01&to=2026-01-02', '?from=2026-07-01&to=2026-09-30')).toBe(
    '/people?from=2026-01-01&to=2026-01-02',
  )
})
