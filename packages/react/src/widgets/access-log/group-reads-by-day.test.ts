import type { AccessRead } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { toLocalDay } from '../../shared/format/format-time.ts'
import { accessLogs } from '../../test/people-fixtures.ts'
import { groupReadsByDay } from './group-reads-by-day.ts'

const toUtcDay = (at: string) => at.slice(0, 10) as ReturnType<typeof toLocalDay>

test('groups reads of one day by kind, with all their times', () => {
  const [newestDay] = groupReadsByDay(accessLogs.someReads.reads, toUtcDay)
  expect(newestDay?.day).toBe('2026-11-21')
  expect(newestDay?.reads.map(({ kind, times }) => [kind, times])).toEqual([
    ['employee', ['2026-11-21T18:20:00Z', '2026-11-21T18:02:00Z']],
    ['team', ['2026-11-21T18:01:00Z']],
  ])
})

test('keeps reads of different kind, period, viewer or day apart, loses none, and lists the newest day first', () => {
  const [first] = accessLogs.someReads.reads
  if (!first) throw new Error('The fixture has no reads.')
  const arbitraryRead = fc.record({
    at: fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-04'), noInvalidDate: true }),
    viewer: fc.constantFrom(...accessLogs.someReads.managers),
    kind: fc.constantFrom<AccessRead['kind']>('employee', 'team', 'adoption', 'export'),
    to: fc.constantFrom('2026-11-19' as const, '2026-11-20' as const),
  })
  fc.assert(
    fc.property(fc.array(arbitraryRead, { maxLength: 30 }), (records) => {
      const reads = records
        .map(({ at, viewer, kind, to }): AccessRead => {
          return { at: at.toISOString(), viewer, kind, period: { ...first.period, to } }
        })
        .sort((a, b) => b.at.localeCompare(a.at))
      const ungrouped = groupReadsByDay(reads, toUtcDay).flatMap(({ day, reads: repeatedReads }) =>
        repeatedReads.flatMap(({ times, viewer, kind, period }) => {
          for (const at of times) expect(toUtcDay(at)).toBe(day)
          return times.map((at) => ({ at, viewer, kind, period }))
        }),
      )
      const toKey = ({ at, viewer, kind, period }: AccessRead) => JSON.stringify([at, viewer, kind, period])
      expect(ungrouped.map(toKey).sort()).toEqual(reads.map(toKey).sort())
      const days = groupReadsByDay(reads, toUtcDay).map(({ day }) => day)
      expect(days).toEqual([...new Set(days)].sort().reverse())
    }),
  )
})
