import { expect, test } from 'vitest'
import type { Logger } from '../logger.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, globex } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createReadEntry } from '../testing/fixtures.ts'
import type { ClaudeEvent } from './claude-event.ts'
import { createEventSender } from './create-event-sender.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const minuteMs = 60_000
const dayMs = 1_440 * minuteMs

const createSender = (
  onEvent: (event: ClaudeEvent, options: { readonly signal: AbortSignal }) => void | Promise<void>,
) => {
  const clock = createVirtualClock(now)
  const storage = memoryStorage({ now: clock.now })
  const messages: string[] = []
  const write = (message: string, details?: object) => messages.push(`${message} ${JSON.stringify(details)}`)
  const logger: Logger = { info: write, warn: write, error: write }
  const stopping = new AbortController()
  const send = createEventSender({ onEvent, storage, clock, logger, signal: stopping.signal })
  const addEntry = async (account = acme) => {
    const entry = createReadEntry('lead', 'everyone', { at: clock.now(), purpose: 'export' })
    await storage.addLogEntries(account, [entry])
    return entry.id
  }
  return { clock, storage, messages, send, addEntry, stopping }
}

test('sends each entry of the log once and in order, and leaves out the number of rows of an export', async () => {
  const events: ClaudeEvent[] = []
  const { send, addEntry } = createSender((event) => void events.push(event))
  const ids = [await addEntry(), await addEntry(), await addEntry(globex)]
  await send()
  await send()
  expect(events.map(({ id }) => id)).toEqual(ids)
  expect(events[2]).toEqual({
    accountId: globex,
    id: ids[2],
    at: '2026-11-22T15:00:00.000Z',
    actorId: 'lead',
    actingForId: null,
    about: 'everyone',
    event: { kind: 'read', purpose: 'export', periods: [{ from: '2026-12-31', to: '2027-01-01' }] },
  })
})

test('sends an entry again a minute after the host failed, and the later entries of the account only after it', async () => {
  let isFailing = true
  const events: string[] = []
  const { clock, messages, send, addEntry } = createSender(async ({ id, accountId }) => {
    events.push(id)
    if (isFailing && accountId === acme) throw new Error('the queue is full')
  })
  const [first, second, globexEntry] = [await addEntry(), await addEntry(), await addEntry(globex)]
  await send()
  await send()
  expect(events).toEqual([first, globexEntry])
  expect(messages.join()).toContain('An event was not delivered')
  clock.set(now + minuteMs)
  await send()
  expect(events).toEqual([first, globexEntry, first])
  isFailing = false
  clock.set(now + 2 * minuteMs)
  await send()
  expect(events).toEqual([first, globexEntry, first, first, second])
})

test('gives up an entry after seven days, and goes on with the next', async () => {
  const events: string[] = []
  const { clock, send, addEntry } = createSender(({ id }) => void events.push(id))
  await addEntry()
  clock.set(now + 7 * dayMs + 1)
  const later = await addEntry()
  await send()
  expect(events).toEqual([later])
})

test('waits thirty seconds for a host that hangs, then aborts the signal of the event', async () => {
  const signals: AbortSignal[] = []
  const { clock, messages, send, addEntry } = createSender((_event, { signal }) => {
    signals.push(signal)
    return new Promise(() => {})
  })
  await addEntry()
  // A call while another one is running does nothing.
  await Promise.all([send(), send()])
  expect(clock.monotonicNow()).toBe(30_000)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(messages.join()).toContain('host_timeout')
})

test('stops when the integration stops, and logs no error', async () => {
  const { send, addEntry, stopping, messages } = createSender(() => new Promise(() => {}))
  await addEntry()
  const sending = send()
  await Promise.resolve()
  stopping.abort(new Error('stopped'))
  await sending
  expect(messages).toEqual([])
})
