import type { MappedClaudeUser } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createClientProblem } from '../../data/fetch/claude-problem.ts'
import { createMappingServer } from '../../test/create-mapping-server.ts'
import { mappings } from '../../test/people-fixtures.ts'
import { initialMappingUiState, type MappingEvent, type MappingUiState, mappingReducer } from './mapping-reducer.ts'

const reduce = (events: readonly MappingEvent[], state: MappingUiState = initialMappingUiState): MappingUiState =>
  events.reduce(mappingReducer, state)

const getUser = (id: string): MappedClaudeUser => {
  const user = createMappingServer(mappings.mixedStates).findClaudeUser(id)
  if (!user) throw new Error(`There is no ${id}.`)
  return user
}
const [maya, noor] = [getUser('user_maya'), getUser('user_noor')]
const createStartedEvent = (ids: readonly string[], isUndo = false): MappingEvent => ({ type: 'started', ids, isUndo })
const createFailedEvent = (id: string): MappingEvent => ({
  type: 'failed',
  id,
  error: createClientProblem('server_unreachable', 0),
})

describe('a batch of changes', () => {
  test('keeps the changed Claude users, and counts and explains failures', () => {
    const state = reduce([
      createStartedEvent([maya.id, noor.id]),
      { type: 'changed', user: maya },
      createFailedEvent(noor.id),
    ])
    expect(state.pendingIds.size).toBe(0)
    expect(state.batch).toEqual({ totalCount: 2, changedUsers: [maya], failedCount: 1, hasUndo: false })
    expect(state.failures.get(noor.id)?.code).toBe('server_unreachable')
  })

  test('includes changes that start while it is pending, and ends with its last change', () => {
    const state = reduce([createStartedEvent([maya.id]), createStartedEvent([noor.id])])
    expect(state.batch.totalCount).toBe(2)
    const nextBatch = reduce(
      [{ type: 'changed', user: maya }, { type: 'changed', user: noor }, createStartedEvent([maya.id])],
      state,
    )
    expect(nextBatch.batch).toEqual({ totalCount: 1, changedUsers: [], failedCount: 0, hasUndo: false })
  })

  test('has an undo when any of its changes is an undo', () => {
    expect(reduce([createStartedEvent([maya.id], true), createStartedEvent([noor.id])]).batch.hasUndo).toBe(true)
  })
})

test('deselects a Claude user when their change succeeds, but not when it fails', () => {
  const ids = [maya.id, noor.id]
  const selectedState = reduce([{ type: 'selected', ids, isSelected: true }, createStartedEvent(ids)])
  const state = reduce([{ type: 'changed', user: maya }, createFailedEvent(noor.id)], selectedState)
  expect([...state.selectedIds]).toEqual([noor.id])
})

test('keeps a failure until the next attempt for the same Claude user', () => {
  const state = reduce([createStartedEvent([noor.id]), createFailedEvent(noor.id)])
  expect(reduce([createStartedEvent([maya.id])], state).failures.size).toBe(1)
  expect(reduce([createStartedEvent([noor.id])], state).failures.size).toBe(0)
})

test('closes an open row when its change succeeds, and leaves it open when it fails', () => {
  const openState = reduce([{ type: 'opened', id: maya.id }, createStartedEvent([maya.id])])
  expect(reduce([createFailedEvent(maya.id)], openState).openId).toBe(maya.id)
  expect(reduce([{ type: 'changed', user: maya }], openState).openId).toBeNull()
})

test('clears the selection and closes the open row on another filter or search', () => {
  const selectedAndOpen = reduce([
    { type: 'selected', ids: [maya.id], isSelected: true },
    { type: 'opened', id: maya.id },
  ])
  for (const event of [
    { type: 'filtered', filter: 'all' },
    { type: 'searched', search: 'x' },
  ] as const) {
    const state = reduce([event], selectedAndOpen)
    expect(state.selectedIds.size).toBe(0)
    expect(state.openId).toBeNull()
  }
})
