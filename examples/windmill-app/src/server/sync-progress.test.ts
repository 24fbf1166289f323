import type { ConnectionResponse } from '@windmill/claude-server'
import { expect, test, vi } from 'vitest'
import { createSyncProgress, describeProgress } from './sync-progress.ts'
import { createTerminal } from './terminal.ts'

const connection: ConnectionResponse = {
  status: 'connected',
  reason: null,
  coverage: {
    first: '2026-01-01',
    through: '2026-11-20',
    provisionalFrom: null,
    missing: [],
    notServed: null,
    keptFrom: null,
  },
  backfill: null,
  lastSyncAt: null,
  lastFailure: null,
  nextSyncAt: null,
  syncing: false,
}
const createBackfillingConnection = (doneDays: number): ConnectionResponse => ({
  ...connection,
  backfill: { done: doneDays, total: 324, requestsLeft: 550, secondsLeft: 660, reading: '2026-08-01' },
})

test('describes each status of the connection in one line', () => {
  const describeStatus = (changes: Partial<ConnectionResponse>) =>
    describeProgress({ ...connection, ...changes }).text.trim()
  expect(describeStatus({ status: 'disconnected', coverage: null })).toBe('Sync        waiting for a key')
  expect(describeStatus({ status: 'connecting', coverage: null })).toBe(
    'Sync        connected, reading the newest days',
  )
  expect(describeStatus(createBackfillingConnection(120))).toBe(
    'Sync        120 of 324 days read, newest first, 11 min left',
  )
  expect(describeStatus({})).toBe('Sync        everything from 2026-01-01 through 2026-11-20 is read')
  expect(describeStatus({ status: 'needs_attention', reason: { code: 'key_refused', message: 'No.' } })).toBe(
    'Sync        needs attention: No.',
  )
})

test('writes one line per tenth of the days when the output is not a terminal', () => {
  const writtenTexts: string[] = []
  const terminal = createTerminal({ write: (text) => writtenTexts.push(text) })
  for (let doneDays = 0; doneDays <= 324; doneDays += 1) {
    const { text, step } = describeProgress(createBackfillingConnection(doneDays))
    terminal.showProgress(text, step)
  }
  expect(writtenTexts).toHaveLength(11)
})

test('keeps the progress on the last line of a terminal, below other output', () => {
  const writtenTexts: string[] = []
  const terminal = createTerminal({ isTTY: true, columns: 20, write: (text) => writtenTexts.push(text) })
  terminal.showProgress('one', 'a')
  terminal.showProgress('one', 'a')
  terminal.writeLine('said')
  terminal.showProgress('a text that is longer than the terminal', 'b')
  expect(writtenTexts.join('')).toBe('\r\u001b[2Kone\r\u001b[2Ksaid\none\r\u001b[2Ka text that is long')
})

test('any number of updates during a read cause one more read', async () => {
  const responses = [Promise.withResolvers<ConnectionResponse>(), Promise.withResolvers<ConnectionResponse>()]
  const readConnection = vi.fn(
    () => (responses[readConnection.mock.calls.length - 1] ?? responses[1])?.promise ?? Promise.reject(),
  )
  const { promise: shownText, resolve: resolveShownText } = Promise.withResolvers<string>()
  const progress = createSyncProgress(
    { writeLine: () => {}, showProgress: (text) => text.includes('200') && resolveShownText(text) },
    readConnection,
  )
  progress.update()
  progress.update()
  progress.update()
  responses[0]?.resolve(createBackfillingConnection(100))
  responses[1]?.resolve(createBackfillingConnection(200))
  expect(await shownText).toContain('200 of 324')
  expect(readConnection).toHaveBeenCalledTimes(2)
})
