import type { MappedClaudeUser } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createClientProblem } from '../../data/fetch/claude-problem.ts'
import { people } from '../../test/people-fixtures.ts'
import { createPeopleServer } from '../../test/people-server.ts'
import { initialMappingUiState, type MappingEvent, type MappingUiState, mappingReducer } from './mapping-reducer.ts'

const reduce = (events: readonly MappingEvent[], state: MappingUiState = initialMappingUiState): MappingUiState =>
  events.reduce(mappingReducer, state)

const findUser = (id: string): MappedClaudeUser => {
  const user = createPeopleServer(people.inProgress).find(id)
  if (!user) throw new Error(`There is no ${id}.`)
  return user
}
const [maya, noor] = [findUser('user_maya'), findUser('user_noor')]
const started = (ids: readonly string[], isUndo = false): MappingEvent => ({ type: 'started', ids, isUndo })
const failed = (id: string): MappingEvent => ({
  type: 'failed',
  id,
  error: createClientProblem('server_unreachable', 0),
})

describe('a batch of changes', () => {
  test('counts what was changed and what failed', () => {
    const state = reduce([started([maya.id, noor.id]), { type: 'changed', user: maya }, failed(noor.id)])
    expect(state.pendingIds.size).toBe(0)
    expect(state.batch).toEqual({ total: 2, changed: [maya], failed: 1, isUndo: false })
    expect(state.failures.get(noor.id)?.code).toBe('server_unreachable')
  })

  test('takes in changes made while it is pending, and ends with its last change', () => {
    const state = reduce([started([maya.id]), started([noor.id])])
    expect(state.batch.total).toBe(2)
    const done = reduce([{ type: 'changed', user: maya }, { type: 'changed', user: noor }, started([maya.id])], state)
    expect(done.batch).toEqual({ total: 1, changed: [], failed: 0, isUndo: false })
  })

  test('counts as an undo when any of its changes is one', () => {
    expect(reduce([started([maya.id], true), started([noor.id])]).batch.isUndo).toBe(true)
  })
})

test('clears the selection of changed Claude users and keeps it for failed ones', () => {
  const ids = [maya.id, noor.id]
  const selected = reduce([{ type: 'selected', ids, isSelected: true }, started(ids)])
  const state = reduce([{ type: 'changed', user: maya }, failed(noor.id)], selected)
  expect([...state.selectedIds]).toEqual([noor.id])
})

test('keeps a failure until the next attempt for the same Claude user', () => {
  const state = reduce([started([noor.id]), failed(noor.id)])
  expect(reduce([started([maya.id])], state).failures.size).toBe(1)
  expect(reduce([started([noor.id])], state).failures.size).toBe(0)
})

test('closes an open row when its change succeeds, and leaves it open when it fails', () => {
  const open = reduce([{ type: 'opened', id: maya.id }, started([maya.id])])
  expect(reduce([failed(maya.id)], open).openId).toBe(maya.id)
  expect(reduce([{ type: 'changed', user: maya }], open).openId).toBeNull()
})

test('clears selection and open row on another filter or search', () => {
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
