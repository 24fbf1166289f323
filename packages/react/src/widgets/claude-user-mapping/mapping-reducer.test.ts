import type { MappedClaudeUser } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { clientProblem } from '../../data/fetch/claude-problem.ts'
import { people } from '../../test/people-fixtures.ts'
import { createPeopleServer } from '../../test/people-server.ts'
import { initialMappingUiState, type MappingEvent, type MappingUiState, mappingReducer } from './mapping-reducer.ts'

const after = (events: readonly MappingEvent[], state: MappingUiState = initialMappingUiState): MappingUiState =>
  events.reduce(mappingReducer, state)

const user = (id: string): MappedClaudeUser => {
  const found = createPeopleServer(people.work).one(id)
  if (!found) throw new Error(`There is no ${id}.`)
  return found
}
const [maya, noor] = [user('user_maya'), user('user_noor')]
const started = (ids: readonly string[], isUndo = false): MappingEvent => ({ type: 'started', ids, isUndo })
const failed = (id: string): MappingEvent => ({ type: 'failed', id, error: clientProblem('server_unreachable', 0) })

describe('several changes', () => {
  test('are one batch, whose end says how many were changed and how many were not', () => {
    const state = after([started([maya.id, noor.id]), { type: 'changed', user: maya }, failed(noor.id)])
    expect(state.pendingIds.size).toBe(0)
    expect(state.batch).toEqual({ total: 2, changed: [maya], failed: 1, isUndo: false })
    expect(state.failures.get(noor.id)?.code).toBe('server_unreachable')
  })

  test('join the batch that is under way, and begin a new one when it is done', () => {
    const state = after([started([maya.id]), started([noor.id])])
    expect(state.batch.total).toBe(2)
    const done = after([{ type: 'changed', user: maya }, { type: 'changed', user: noor }, started([maya.id])], state)
    expect(done.batch).toEqual({ total: 1, changed: [], failed: 0, isUndo: false })
  })

  test('cannot be taken back as a whole when some of them take something back', () => {
    expect(after([started([maya.id], true), started([noor.id])]).batch.isUndo).toBe(true)
  })
})

test('who was changed is no longer selected, and who could not be still is', () => {
  const ids = [maya.id, noor.id]
  const selected = after([{ type: 'selected', ids, on: true }, started(ids)])
  const state = after([{ type: 'changed', user: maya }, failed(noor.id)], selected)
  expect([...state.selectedIds]).toEqual([noor.id])
})

test('a failure is said until the next try', () => {
  const state = after([started([noor.id]), failed(noor.id)])
  expect(after([started([maya.id])], state).failures.size).toBe(1)
  expect(after([started([noor.id])], state).failures.size).toBe(0)
})

test('an open row closes when its matter is settled, and stays open when that failed', () => {
  const open = after([{ type: 'opened', id: maya.id }, started([maya.id])])
  expect(after([failed(maya.id)], open).openId).toBe(maya.id)
  expect(after([{ type: 'changed', user: maya }], open).openId).toBeNull()
})

test('nobody stays selected or open who is out of sight', () => {
  const busy = after([
    { type: 'selected', ids: [maya.id], on: true },
    { type: 'opened', id: maya.id },
  ])
  for (const event of [
    { type: 'filtered', filter: 'all' },
    { type: 'searched', search: 'x' },
  ] as const) {
    const state = after([event], busy)
    expect(state.selectedIds.size).toBe(0)
    expect(state.openId).toBeNull()
  }
})
