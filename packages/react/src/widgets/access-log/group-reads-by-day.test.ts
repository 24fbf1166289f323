import type { AccessRead } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { toLocalDay } from '../../shared/format/time.ts'
import { access } from '../../test/people-fixtures.ts'
import { groupReadsByDay } from './group-reads-by-day.ts'

const utcDay = (at: string) => at.slice(0, 10) as ReturnType<typeof toLocalDay>

test('the same read of one day is one line, with every time of it', () => {
  const [day] = groupReadsByDay(access.seen.reads, utcDay)
  expect(day?.day).toBe('2026-11-21')
  expect(day?.reads.map(({ kind, times }) => [kind, times])).toEqual([
    ['employee', ['2026-11-21T18:20:00Z', '2026-11-21T18:02:00Z']],
    ['team', ['2026-11-21T18:01:00Z']],
  ])
})

test('reads of another kind, period, person or day stay apart, and none is lost', () => {
  const [first] = access.seen.reads
  if (!first) throw new Error('The fixture has no reads.')
  const read = fc.record({
    at: fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-04'), noInvalidDate: true }),
    viewer: fc.constantFrom(...access.seen.managers),
    kind: fc.constantFrom<AccessRead['kind']>('employee', 'team', 'adoption', 'export'),
    to: fc.constantFrom('2026-11-19' as const, '2026-11-20' as const),
  })
  fc.assert(
    fc.property(fc.array(read, { maxLength: 30 }), (random) => {
      const reads = random
        .map(({ at, viewer, kind, to }): AccessRead => {
          return { at: at.toISOString(), viewer, kind, period: { ...first.period, to } }
        })
        .sort((a, b) => b.at.localeCompare(a.at))
      const flat = groupReadsByDay(reads, utcDay).flatMap(({ day, reads: ofDay }) =>
        ofDay.flatMap(({ times, viewer, kind, period }) => {
          for (const at of times) expect(utcDay(at)).toBe(day)
          return times.map((at) => ({ at, viewer, kind, period }))
        }),
      )
      const key = (one: AccessRead) => JSON.stringify([one.at, one.viewer, one.kind, one.period])
      expect(flat.map(key).sort()).toEqual(reads.map(key).sort())
      const days = groupReadsByDay(reads, utcDay).map(({ day }) => day)
      expect(days).toEqual([...new Set(days)].sort().reverse())
    }),
  )
})
