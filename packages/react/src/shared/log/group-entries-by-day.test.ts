import type { LogEntry, ReadPurpose } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accessLogs } from '../../test/people-fixtures.ts'
import type { toLocalDay } from '../format/format-time.ts'
import { groupEntriesByDay } from './group-entries-by-day.ts'

const toUtcDay = (at: string) => at.slice(0, 10) as ReturnType<typeof toLocalDay>

test('groups entries of one day that differ only in their time, and lists all their times', () => {
  const [newestDay] = groupEntriesByDay(accessLogs.someReads.entries, toUtcDay)
  expect(newestDay?.day).toBe('2026-11-21')
  expect(newestDay?.entries.map(({ event, times }) => [event.kind === 'read' && event.purpose, times])).toEqual([
    ['profile', ['2026-11-21T18:20:00Z', '2026-11-21T18:02:00Z']],
    ['team', ['2026-11-21T18:01:00Z']],
  ])
})

test('loses no entry, groups only entries that differ only in their time, and lists the newest day first', () => {
  const [first] = accessLogs.someReads.entries
  if (first?.event.kind !== 'read') throw new Error('The fixture has no reads.')
  const { event } = first
  const person = fc.constantFrom(null, ...accessLogs.someReads.managers)
  const anyEntry = fc.record({
    at: fc.date({ min: new Date('2026-11-01'), max: new Date('2026-11-04'), noInvalidDate: true }),
    actor: person,
    actingFor: person,
    purpose: fc.constantFrom<ReadPurpose>('profile', 'team', 'adoption', 'export'),
    to: fc.constantFrom('2026-11-19' as const, '2026-11-20' as const),
  })
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 30 }), (records) => {
      const entries = records
        .map(({ at, purpose, to, ...people }): LogEntry => {
          const periods = [{ from: '2026-11-01' as const, to }]
          return { ...first, ...people, at: at.toISOString(), event: { ...event, purpose, periods } }
        })
        .sort((a, b) => b.at.localeCompare(a.at))
      const ungrouped = groupEntriesByDay(entries, toUtcDay).flatMap(({ day, entries: groups }) => {
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
        return groups.flatMap(({ times, key: _, ...entry }) => {
          for (const at of times) expect(toUtcDay(at)).toBe(day)
          return times.map((at): LogEntry => ({ ...entry, at }))
        })
      })
      const toText = (entry: LogEntry) => JSON.stringify(Object.entries(entry).sort())
      expect(ungrouped.map(toText).sort()).toEqual(entries.map(toText).sort())
      const days = groupEntriesByDay(entries, toUtcDay).map(({ day }) => day)
      expect(days).toEqual([...new Set(days)].sort().reverse())
    }),
  )
})
