import { employeeId, type LinkRequest, type MappedClaudeUser } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { createMappingServer } from '../../test/create-mapping-server.ts'
import { mappings } from '../../test/people-fixtures.ts'
import { canDecide, listLinkOptions, toBulkRequest } from './link-decisions.ts'

/** Returns a Claude user after these requests. */
const getUser = (id: string, ...requests: readonly LinkRequest[]): MappedClaudeUser => {
  const server = createMappingServer(mappings.mixedStates)
  for (const request of requests) server.decide(id, request)
  const user = server.findClaudeUser(id)
  if (!user) throw new Error(`There is no ${id}.`)
  return user
}
const listOptions = (user: MappedClaudeUser) =>
  listLinkOptions(user).map(({ employee, action, suggestionReason }) => [employee.id, action, suggestionReason])
const listDecisions = (user: MappedClaudeUser) =>
  (['unlink', 'ignore', 'automatic', 'undo'] as const).filter((decision) => canDecide(user, decision))

test('offers the suggestions for an unmatched Claude user, with their reason', () => {
  const user = getUser('user_maya')
  expect(listOptions(user)).toEqual([['e-17', 'link', 'same_local_part']])
  expect(listDecisions(user)).toEqual(['ignore'])
})

test('offers every candidate of a conflict once, even if a candidate is also a suggestion', () => {
  const user = getUser('user_support')
  expect(listOptions(user)).toEqual([
    ['e-21', 'link', null],
    ['e-22', 'link', null],
  ])
  const [candidate] = user.candidates
  const suggestions = candidate ? [{ ...candidate, reason: 'similar_name' as const }] : []
  expect(listOptions({ ...user, suggestions })).toEqual([
    ['e-21', 'link', 'similar_name'],
    ['e-22', 'link', null],
  ])
})

test('offers to keep a flagged link, and offers nothing after the link is confirmed', () => {
  const user = getUser('user_old')
  expect(listOptions(user)).toEqual([['e-21', 'keep', null]])
  expect(listOptions(getUser('user_old', { decision: 'link', employeeId: 'e-21' }))).toEqual([['e-21', null, null]])
})

test('offers to keep a link to an archived employee, but not to an employee who was removed from the directory', () => {
  const user = getUser('user_jonas')
  expect(listOptions(user)).toEqual([['e-23', 'keep', null]])
  // An employee who is no longer in the directory has no e-mails and no archived date.
  const userOfRemovedEmployee = {
    ...user,
    employee: user.employee && { ...user.employee, emails: [], archivedOn: null },
  }
  expect(listOptions(userOfRemovedEmployee)).toEqual([['e-23', null, null]])
  // The employee who has the address now can be linked instead.
  const newOwner = { id: employeeId('e-24'), name: 'Joana Weber', emails: [], archivedOn: null }
  expect(listOptions({ ...userOfRemovedEmployee, candidates: [newOwner] })).toEqual([
    ['e-23', null, null],
    ['e-24', 'link', null],
  ])
})

test('offers automatic and undo only after an admin’s decision', () => {
  expect(listDecisions(getUser('user_aiko'))).toEqual(['unlink', 'ignore'])
  expect(listDecisions(getUser('user_aiko', { decision: 'unlink' }))).toEqual(['ignore', 'automatic', 'undo'])
  expect(listDecisions(getUser('user_aiko', { decision: 'ignore' }))).toEqual(['automatic', 'undo'])
})

test('returns a bulk request only if the decision applies to the Claude user', () => {
  expect(toBulkRequest(getUser('user_maya'), 'suggestion')).toEqual({ decision: 'link', employeeId: 'e-17' })
  expect(toBulkRequest(getUser('user_build'), 'suggestion')).toBeNull()
  expect(toBulkRequest(getUser('user_support'), 'suggestion')).toBeNull()
  expect(toBulkRequest(getUser('user_aiko'), 'suggestion')).toBeNull()
  expect(toBulkRequest(getUser('user_test'), 'ignore')).toBeNull()
  expect(toBulkRequest(getUser('user_test'), 'automatic')).toEqual({ decision: 'automatic' })
  expect(toBulkRequest(getUser('user_aiko'), 'automatic')).toBeNull()
})
