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

const reduce = (...events: readonly ConnectionEvent[]): ConnectionState =>
  events.reduce(connectionReducer, initialConnectionState)

const checkEvents: readonly ConnectionEvent[] = [
  { type: 'started', task: 'check' },
  { type: 'previewed', preview: previewFixture },
]
const refusedProblem = new ClaudeProblem({
  code: 'key_refused',
  title: 'T',
  detail: 'D',
  status: 422,
  requestId: 'req_1',
})

test('a check ends with a preview of what the key gives access to', () => {
  expect(reduce(...checkEvents)).toMatchObject({
    task: null,
    preview: previewFixture,
    completedTask: 'check',
    failure: null,
  })
})

test('editing the key discards the preview of the previous key', () => {
  expect(reduce(...checkEvents, { type: 'edited', failure: null }).preview).toBeNull()
})

test('a wrong kind of key is a failure without a started task', () => {
  const state = reduce({ type: 'edited', failure: toKeyFailure('key_is_admin') })
  expect(state.failure).toMatchObject({ code: 'key_is_admin', title: 'This is a Console admin key.' })
  expect(state.task).toBeNull()
})

test('a failure keeps its code, texts and request id', () => {
  const state = reduce({ type: 'started', task: 'check' }, { type: 'failed', task: 'check', error: refusedProblem })
  expect(state).toMatchObject({
    task: null,
    failure: { task: 'check', code: 'key_refused', title: 'T', detail: 'D', requestId: 'req_1' },
  })
})

test('an error other than a ClaudeProblem becomes a failure with the code answer_unreadable', () => {
  const state = reduce({ type: 'started', task: 'sync' }, { type: 'failed', task: 'sync', error: new TypeError('x') })
  expect(state.failure).toMatchObject({ task: 'sync', code: 'answer_unreadable' })
})

test('a preview that arrives after the form was closed is dropped', () => {
  const state = reduce(
    { type: 'opened', panel: 'replace' },
    { type: 'started', task: 'check' },
    { type: 'closed' },
    { type: 'previewed', preview: previewFixture },
  )
  expect(state).toEqual(initialConnectionState)
})

test('the open form cannot be closed while connecting or disconnecting runs', () => {
  for (const task of ['connect', 'disconnect'] as const) {
    const state = reduce({ type: 'opened', panel: 'disconnect' }, { type: 'started', task })
    expect(connectionReducer(state, { type: 'closed' })).toBe(state)
  }
})

test('a completed task closes the open form, clears its preview and becomes the announced task', () => {
  const state = reduce({ type: 'opened', panel: 'replace' }, ...checkEvents, { type: 'started', task: 'connect' })
  expect(connectionReducer(state, { type: 'succeeded', task: 'connect' })).toEqual({
    ...initialConnectionState,
    completedTask: 'connect',
  })
})

test('a new attempt clears the previous failure', () => {
  const failed = reduce({ type: 'started', task: 'check' }, { type: 'failed', task: 'check', error: refusedProblem })
  expect(connectionReducer(failed, { type: 'started', task: 'check' }).failure).toBeNull()
})
