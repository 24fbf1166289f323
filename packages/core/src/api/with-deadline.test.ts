import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { DeadlineError, withDeadline } from './with-deadline.ts'

test.each<readonly [string, (signal: AbortSignal) => Promise<string>, number]>([
  ['returns', async () => 'done', 60_000],
  ['fails', () => Promise.reject(new Error('failed')), 60_000],
  ['ignores its signal beyond the deadline', () => new Promise(() => {}), 1],
])('leaves no listener on a signal after a task %s', async (_, task, timeoutMs) => {
  const caller = new AbortController()
  const signals: AbortSignal[] = [caller.signal]
  const outcome = withDeadline(timeoutMs, caller.signal, (signal) => {
    signals.push(signal)
    return task(signal)
  })
  await outcome.catch(() => {})
  expect(signals.map((signal) => getEventListeners(signal, 'abort').length)).toEqual([0, 0])
})

test('rejects at the deadline, or with the reason of the caller’s signal when the signal aborts', async () => {
  await expect(withDeadline(1, undefined, () => new Promise(() => {}))).rejects.toThrow(DeadlineError)
  const caller = new AbortController()
  const outcome = withDeadline(60_000, caller.signal, () => new Promise(() => {}))
  caller.abort(new Error('given up'))
  await expect(outcome).rejects.toThrow('given up')
})
