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
  ])('at %s is %s, and the next day is rejected', async (time, latest) => {
    const api = createClaudeApi({ people: 20, now: createClock(time).now })
    expect(api.truth.latestDay()).toBe(latest)
    for (const endpoint of ['users', 'skills', 'connectors']) {
      expect((await fetchReport(api, `${endpoint}?date=${latest}`)).status).toBe(200)
      expect((await fetchReport(api, `${endpoint}?date=${addDays(latest as Day, 1)}`)).status).toBe(400)
    }
  })

  test('is published later by `delayMinutes`', () => {
    const { now } = createClock('2026-11-22T15:00:00Z')
    expect(createClaudeApi({ people: 20, now, delayMinutes: 90 }).truth.latestDay()).toBe('2026-11-21')
    expect(createClaudeApi({ people: 20, now, delayMinutes: 91 }).truth.latestDay()).toBe('2026-11-20')
  })

  test('can be held back for one endpoint by `latestDays`, which holds back `truth.latestDay` too', async () => {
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
  const sumLinesAdded = (countersByUser: ReadonlyMap<string, Counters>) =>
    [...countersByUser.values()].reduce((sum, { code_lines_added }) => sum + (code_lines_added ?? 0), 0)

  test('change a day on each of the three days after its publication, and not after that', () => {
    const clock = createClock('2026-11-18T14:00:00Z')
    const api = createClaudeApi({ people: 200, now: clock.now })
    const snapshots = [18, 19, 20, 21, 22, 29].map((dayOfMonth) => {
      clock.set(`2026-11-${dayOfMonth}T14:00:00Z`)
      return api.truth.day('2026-11-17')
    })
    const sums = snapshots.map(sumLinesAdded)
    const settledSum = sums.at(-1) ?? 0
    expect(new Set(sums.slice(0, 4)).size).toBe(4)
    expect(snapshots[4]).toEqual(snapshots[3])
    expect(snapshots[5]).toEqual(snapshots[3])
    for (const sum of sums) expect(Math.abs(sum / settledSum - 1)).toBeLessThan(0.06)
  })

  test('add the missing users at the first revision, and remove no user', () => {
    const clock = createClock('2026-11-18T14:00:00Z')
    const api = createClaudeApi({ people: 400, now: clock.now })
    const readUserIds = (dayOfMonth: number) => {
      clock.set(`2026-11-${dayOfMonth}T14:00:00Z`)
      return [...api.truth.day('2026-11-17').keys()]
    }
    const [first, second, third, final] = [readUserIds(18), readUserIds(19), readUserIds(20), readUserIds(21)]
    expect(first.length).toBeLessThan(final.length)
    expect(second).toEqual(final)
    expect(third).toEqual(final)
    expect(final).toEqual(expect.arrayContaining(first))
  })

  test('do not change a day between two publications', () => {
    const clock = createClock('2026-11-22T13:30:00Z')
    const api = createClaudeApi({ people: 60, now: clock.now })
    const before = api.truth.day('2026-11-21')
    clock.set('2026-11-23T13:29:00Z')
    expect(api.truth.day('2026-11-21')).toEqual(before)
  })
})
