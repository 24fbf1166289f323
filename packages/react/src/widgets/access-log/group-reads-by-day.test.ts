import type { AccessRead } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { toLocalDay } from '../../shared/format/time.ts'
import { access } from '../../test/people-fixtures.ts'
import { groupReadsByDay } from './group-reads-by-day.ts'

const utcDay = (at: string) => at.slice(0, 10) as ReturnType<typeof toLocalDay>

test('groups equal reads of one day, with all their times', () => {
  const [day] = groupReadsByDay(access.someReads.reads, utcDay)
  expect(day?.day).toBe('2026-11-21')
  expect(day?.reads.map(({ kind, times }) => [kind, times])).toEqual([
    ['employee', ['2026-11-21T18:20:00Z', '2026-11-21T18:02:00Z']],
    ['team', ['2026-11-21T18:01:00Z']],
  ])
})

test('keeps reads of another kind, period, viewer or day apart, and loses none', () => {
  const [first] = access.someReads.reads
  if (!first) throw new Error('The fixture has no reads.')
  const read = fc.record({
    at: fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-04'), noInvalidDate: true }),
    viewer: fc.constantFrom(...access.someReads.managers),
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
      const ungrouped = groupReadsByDay(reads, utcDay).flatMap(({ day, reads: repeatedReads }) =>
        repeatedReads.flatMap(({ times, viewer, kind, period }) => {
          for (const at of times) expect(utcDay(at)).toBe(day)
          return times.map((at) => ({ at, viewer, kind, period }))
        }),
      )
      const toKey = ({ at, viewer, kind, period }: AccessRead) => JSON.stringify([at, viewer, kind, period])
      expect(ungrouped.map(toKey).sort()).toEqual(reads.map(toKey).sort())
      const days = groupReadsByDay(reads, utcDay).map(({ day }) => day)
      expect(days).toEqual([...new Set(days)].sort().reverse())
    }),
  )
})
