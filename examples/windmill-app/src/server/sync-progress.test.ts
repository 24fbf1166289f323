import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, test, vi } from 'vitest'
import { createSyncProgress, describeSync } from './sync-progress.ts'
import { createTerminal } from './terminal.ts'

const connection: ConnectionResponse = {
  status: 'connected',
  reason: null,
  coverage: { first: '2026-01-01', through: '2026-11-20', provisionalFrom: null, missing: [] },
  backfill: null,
  lastSyncAt: null,
  lastFailure: null,
  nextSyncAt: null,
  syncing: false,
}
const createBackfill = (done: number): ConnectionResponse => ({
  ...connection,
  backfill: { done, total: 324, requestsLeft: 550, secondsLeft: 660, reading: '2026-08-01' },
})

test('describes the sync in one line', () => {
  const describeConnection = (changes: Partial<ConnectionResponse>) =>
    describeSync({ ...connection, ...changes }).text.trim()
  expect(describeConnection({ status: 'disconnected', coverage: null })).toBe('Sync        waiting for a key')
  expect(describeConnection({ status: 'connecting', coverage: null })).toBe(
    'Sync        connected, reading the newest days',
  )
  expect(describeConnection(createBackfill(120))).toBe('Sync        120 of 324 days read, newest first, 11 min left')
  expect(describeConnection({})).toBe('Sync        everything from 2026-01-01 through 2026-11-20 is read')
  expect(describeConnection({ status: 'needs_attention', reason: { code: 'key_refused', message: 'No.' } })).toBe(
    'Sync        needs attention: No.',
  )
})

test('writes a line per tenth of the days when the output is not a terminal', () => {
  const written: string[] = []
  const terminal = createTerminal({ write: (text) => written.push(text) })
  for (let done = 0; done <= 324; done += 1) {
    const { text, step } = describeSync(createBackfill(done))
    terminal.progress(text, step)
  }
  expect(written).toHaveLength(11)
})

test('keeps the progress on the last line of a terminal, below other output', () => {
  const written: string[] = []
  const terminal = createTerminal({ isTTY: true, columns: 20, write: (text) => written.push(text) })
  terminal.progress('one', 'a')
  terminal.progress('one', 'a')
  terminal.line('said')
  terminal.progress('a text that is longer than the terminal', 'b')
  expect(written.join('')).toBe('\r\u001b[2Kone\r\u001b[2Ksaid\none\r\u001b[2Ka text that is long')
})

test('reads once more after any number of updates during a read', async () => {
  const answers = [Promise.withResolvers<ConnectionResponse>(), Promise.withResolvers<ConnectionResponse>()]
  const read = vi.fn(() => (answers[read.mock.calls.length - 1] ?? answers[1])?.promise ?? Promise.reject())
  const shown = Promise.withResolvers<string>()
  const progress = createSyncProgress(
    { line: () => {}, progress: (text) => text.includes('200') && shown.resolve(text) },
    read,
  )
  progress.update()
  progress.update()
  progress.update()
  answers[0]?.resolve(createBackfill(100))
  answers[1]?.resolve(createBackfill(200))
  expect(await shown.promise).toContain('200 of 324')
  expect(read).toHaveBeenCalledTimes(2)
})
