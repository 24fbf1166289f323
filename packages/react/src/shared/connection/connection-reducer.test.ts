import { expect, test } from 'vitest'
import { ClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { previewFixture } from '../../test/fixtures.ts'
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionReducer,
  initialConnectionState,
} from './connection-reducer.ts'
import { toKeyFailure } from './to-key-failure.ts'

const after = (...events: readonly ConnectionEvent[]): ConnectionState =>
  events.reduce(connectionReducer, initialConnectionState)

const checked: readonly ConnectionEvent[] = [
  { type: 'started', task: 'check' },
  { type: 'previewed', preview: previewFixture },
]
const refused = new ClaudeProblem({ code: 'key_refused', title: 'T', detail: 'D', status: 422, requestId: 'req_1' })

test('a check ends with what the key gives access to', () => {
  expect(after(...checked)).toMatchObject({ task: null, preview: previewFixture, done: 'check', failure: null })
})

test('another key makes what was found out about the former one void', () => {
  expect(after(...checked, { type: 'edited', failure: null }).preview).toBeNull()
})

test('a wrong kind of key is named without a task', () => {
  const state = after({ type: 'edited', failure: toKeyFailure('key_is_admin') })
  expect(state.failure).toMatchObject({ code: 'key_is_admin', title: 'This is a Console admin key.' })
  expect(state.task).toBeNull()
})

test('a failure keeps its code, its words and its request id', () => {
  const state = after({ type: 'started', task: 'check' }, { type: 'failed', task: 'check', error: refused })
  expect(state).toMatchObject({
    task: null,
    failure: { task: 'check', code: 'key_refused', title: 'T', detail: 'D', requestId: 'req_1' },
  })
})

test('an error of no known kind still says something', () => {
  const state = after({ type: 'started', task: 'sync' }, { type: 'failed', task: 'sync', error: new TypeError('x') })
  expect(state.failure).toMatchObject({ task: 'sync', code: 'answer_unreadable' })
})

test('a preview that comes after the form was closed is dropped', () => {
  const state = after(
    { type: 'opened', what: 'replace' },
    { type: 'started', task: 'check' },
    { type: 'closed' },
    { type: 'previewed', preview: previewFixture },
  )
  expect(state).toEqual(initialConnectionState)
})

test('what is being saved or ended cannot be closed away', () => {
  for (const task of ['connect', 'disconnect'] as const) {
    const state = after({ type: 'opened', what: 'disconnect' }, { type: 'started', task })
    expect(connectionReducer(state, { type: 'closed' })).toBe(state)
  }
})

test('success closes everything and is announced', () => {
  const state = after({ type: 'opened', what: 'replace' }, ...checked, { type: 'started', task: 'connect' })
  expect(connectionReducer(state, { type: 'succeeded', task: 'connect' })).toEqual({
    ...initialConnectionState,
    done: 'connect',
  })
})

test('a new attempt takes the former failure away', () => {
  const failed = after({ type: 'started', task: 'check' }, { type: 'failed', task: 'check', error: refused })
  expect(connectionReducer(failed, { type: 'started', task: 'check' }).failure).toBeNull()
})
