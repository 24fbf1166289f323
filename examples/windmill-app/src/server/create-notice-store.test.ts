import { expect, test } from 'vitest'
import { openHostDatabase } from './open-host-database.ts'

const createEvent = (
  id: string,
  kind: 'first_data' | 'more_unmatched' | 'recovered',
  at = '2026-11-22T10:00:00.000Z',
) => ({
  id,
  at,
  event: { kind },
})

test('keeps the newest notice of each kind, and ignores other events', () => {
  const { notices } = openHostDatabase(null)
  notices.addEvent(createEvent('a', 'first_data'))
  notices.addEvent(createEvent('b', 'recovered'))
  notices.addEvent(createEvent('c', 'more_unmatched', '2026-11-22T11:00:00.000Z'))
  notices.addEvent(createEvent('d', 'more_unmatched', '2026-11-22T12:00:00.000Z'))
  expect(notices.list()).toEqual([
    { kind: 'more_unmatched', at: '2026-11-22T12:00:00.000Z' },
    { kind: 'first_data', at: '2026-11-22T10:00:00.000Z' },
  ])
})

test('does not show a dismissed notice again when the same event is delivered again', () => {
  const { notices } = openHostDatabase(null)
  notices.addEvent(createEvent('a', 'more_unmatched'))
  notices.dismiss('more_unmatched')
  notices.addEvent(createEvent('a', 'more_unmatched'))
  expect(notices.list()).toEqual([])
  notices.addEvent(createEvent('b', 'more_unmatched'))
  expect(notices.list()).toHaveLength(1)
})
