import { addDays, type Counters, type Day } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createClaudeApi } from './claude-api.ts'
import { createClock, fetchReport } from './test-client.ts'

describe('the latest day', () => {
  test.each([
    ['2026-11-22T00:00:00Z', '2026-11-20'],
    ['2026-11-22T13:29:59.999Z', '2026-11-20'],
    ['2026-11-22T13:30:00Z', '2026-11-21'],
    ['2026-11-22T23:59:59.999Z', '2026-11-21'],
    ['2026-03-01T13:30:00Z', '2026-02-28'],
  ])('at %s is %s, and the day after it is rejected', async (time, latest) => {
    const api = createClaudeApi({ people: 20, now: createClock(time).now })
    expect(api.truth.latestDay()).toBe(latest)
    for (const endpoint of ['users', 'skills', 'connectors']) {
      expect((await fetchReport(api, `${endpoint}?date=${latest}`)).status).toBe(200)
      expect((await fetchReport(api, `${endpoint}?date=${addDays(latest as Day, 1)}`)).status).toBe(400)
    }
  })

  test('is published later by the configured delay', () => {
    const { now } = createClock('2026-11-22T15:00:00Z')
    expect(createClaudeApi({ people: 20, now, delayMinutes: 90 }).truth.latestDay()).toBe('2026-11-21')
    expect(createClaudeApi({ people: 20, now, delayMinutes: 91 }).truth.latestDay()).toBe('2026-11-20')
  })

  test('can be held back for one endpoint, which holds back the latest complete day', async () => {
    const api = createClaudeApi({ people: 20, now: createClock('2026-11-22T15:00:00Z').now })
    api.control({ settings: { latestDays: { skills: '2026-11-19' } } })
    expect((await fetchReport(api, 'users?date=2026-11-21')).status).toBe(200)
    const { status, body } = await fetchReport(api, 'skills?date=2026-11-21')
    expect(status).toBe(400)
    expect(body.error.message).toContain('2026-11-19')
    expect(api.truth.latestDay()).toBe('2026-11-19')
  })
})

describe('revisions', () => {
  const sumLinesAdded = (day: ReadonlyMap<string, Counters>) =>
    [...day.values()].reduce((sum, { code_lines_added }) => sum + (code_lines_added ?? 0), 0)

  test('change a day on each of the three days after its publication, and then no more', () => {
    const clock = createClock('2026-11-18T14:00:00Z')
    const api = createClaudeApi({ people: 200, now: clock.now })
    const snapshots = [18, 19, 20, 21, 22, 29].map((date) => {
      clock.set(`2026-11-${date}T14:00:00Z`)
      return api.truth.day('2026-11-17')
    })
    const sums = snapshots.map(sumLinesAdded)
    const [settled] = sums.slice(-1)
    expect(new Set(sums.slice(0, 4)).size).toBe(4)
    expect(snapshots[4]).toEqual(snapshots[3])
    expect(snapshots[5]).toEqual(snapshots[3])
    for (const sum of sums) expect(Math.abs(sum / (settled ?? 0) - 1)).toBeLessThan(0.06)
  })

  test('add missing users on the first revision and remove none', () => {
    const clock = createClock('2026-11-18T14:00:00Z')
    const api = createClaudeApi({ people: 400, now: clock.now })
    const readUserIds = (date: number) => {
      clock.set(`2026-11-${date}T14:00:00Z`)
      return [...api.truth.day('2026-11-17').keys()]
    }
    const [first, second, third, last] = [readUserIds(18), readUserIds(19), readUserIds(20), readUserIds(21)]
    expect(first.length).toBeLessThan(last.length)
    expect(second).toEqual(last)
    expect(third).toEqual(last)
    expect(last).toEqual(expect.arrayContaining(first))
  })

  test('do not happen between two publications', () => {
    const clock = createClock('2026-11-22T13:30:00Z')
    const api = createClaudeApi({ people: 60, now: clock.now })
    const before = api.truth.day('2026-11-21')
    clock.set('2026-11-23T13:29:00Z')
    expect(api.truth.day('2026-11-21')).toEqual(before)
  })
})
