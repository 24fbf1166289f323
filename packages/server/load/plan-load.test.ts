import { expect, test } from 'vitest'
import { createRandom } from '../chaos/random.ts'
import { planDisturbances, planOrganizations } from './plan-load.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('the largest organization has a tenth of all people, and most organizations are small', () => {
  const { sizes, organizationIndexes } = planOrganizations(500, 200_000)
  expect(organizationIndexes.length).toBe(500)
  expect(sizes.length).toBe(450)
  expect(sizes[0]).toBe(20_000)
  expect(sum(sizes)).toBeGreaterThan(199_000)
  expect(sum(sizes)).toBeLessThanOrEqual(200_000)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20)
  const median = [...sizes].sort((a, b) => a - b)[225] ?? 0
  expect(median).toBeLessThan(400)
})

test('no organization has more people than can be read in an hour', () => {
  expect(Math.max(...planOrganizations(5_000, 2_000_000).sizes)).toBe(20_000)
})

test('every organization has an account, and only small ones have two', () => {
  const { sizes, organizationIndexes } = planOrganizations(100, 10_000)
  const counts = sizes.map((_, index) => organizationIndexes.filter((organization) => organization === index).length)
  expect(counts.slice(0, 80)).toEqual(Array.from({ length: 80 }, () => 1))
  expect(counts.slice(80)).toEqual(Array.from({ length: 10 }, () => 2))
})

test('a number of people that is too low for the organizations is refused', () => {
  expect(() => planOrganizations(10, 179)).toThrow('10 accounts need at least 180 people, not 179.')
})

test('the same seed gives the same disturbances, in the order in which they happen', () => {
  const counts = { kill: 3, restart: 2, crash: 1, silence: 1, terminate: 0, hold: 1, api_outage: 2 }
  const plan = planDisturbances(createRandom(7), counts)
  expect(planDisturbances(createRandom(7), counts)).toEqual(plan)
  expect(planDisturbances(createRandom(8), counts)).not.toEqual(plan)
  expect(plan.length).toBe(11)
  expect(plan.filter(({ kind }) => kind === 'publish').length).toBe(1)
  const readShares = plan.map(({ afterReadShare }) => afterReadShare)
  expect(readShares).toEqual([...readShares].sort((a, b) => a - b))
})
