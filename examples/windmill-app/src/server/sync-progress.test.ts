import type { ConnectionResponse } from '@windmill/claude-core'
import { expect, it, vi } from 'vitest'
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
const reading = (done: number): ConnectionResponse => ({
  ...connection,
  backfill: { done, total: 324, requestsLeft: 550, secondsLeft: 660, reading: '2026-08-01' },
})

it('says in one line how far the sync is', () => {
  const textOf = (changes: Partial<ConnectionResponse>) => describeSync({ ...connection, ...changes }).text.trim()
  expect(textOf({ status: 'disconnected', coverage: null })).toBe('Sync        waiting for a key')
  expect(textOf({ status: 'connecting', coverage: null })).toBe('Sync        connected, reading the newest days')
  expect(textOf(reading(120))).toBe('Sync        120 of 324 days read, newest first, 11 min left')
  expect(textOf({})).toBe('Sync        everything from 2026-01-01 through 2026-11-20 is read')
  expect(textOf({ status: 'needs_attention', reason: { code: 'key_refused', message: 'No.' } })).toBe(
    'Sync        needs attention: No.',
  )
})

it('writes a line for every tenth of the year where the output is no terminal', () => {
  const written: string[] = []
  const terminal = createTerminal({ write: (text) => written.push(text) })
  for (let done = 0; done <= 324; done += 1) {
    const { text, step } = describeSync(reading(done))
    terminal.progress(text, step)
  }
  expect(written).toHaveLength(11)
})

it('keeps the progress in one line of a terminal, below what else is said', () => {
  const written: string[] = []
  const terminal = createTerminal({ isTTY: true, columns: 20, write: (text) => written.push(text) })
  terminal.progress('one', 'a')
  terminal.progress('one', 'a')
  terminal.line('said')
  terminal.progress('a text that is longer than the terminal', 'b')
  expect(written.join('')).toBe('\r\u001b[2Kone\r\u001b[2Ksaid\none\r\u001b[2Ka text that is long')
})

it('asks again for what changed while it was asking, and not once for every change', async () => {
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
  answers[0]?.resolve(reading(100))
  answers[1]?.resolve(reading(200))
  expect(await shown.promise).toContain('200 of 324')
  expect(read).toHaveBeenCalledTimes(2)
})
