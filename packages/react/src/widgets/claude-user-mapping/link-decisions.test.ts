import { employeeId, type LinkRequest, type MappedClaudeUser } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { people } from '../../test/people-fixtures.ts'
import { createPeopleServer } from '../../test/people-server.ts'
import { canDecide, listLinkOptions, toBulkRequest } from './link-decisions.ts'

const findUser = (id: string, ...requests: readonly LinkRequest[]): MappedClaudeUser => {
  const server = createPeopleServer(people.inProgress)
  for (const request of requests) server.decide(id, request)
  const user = server.find(id)
  if (!user) throw new Error(`There is no ${id}.`)
  return user
}
const optionsOf = (user: MappedClaudeUser) =>
  listLinkOptions(user).map(({ employee, kind, suggestionReason }) => [employee.id, kind, suggestionReason])
const decisionsOf = (user: MappedClaudeUser) =>
  (['unlink', 'ignore', 'automatic', 'undo'] as const).filter((decision) => canDecide(user, decision))

test('offers an unmatched Claude user their suggestions, with the reason', () => {
  const user = findUser('user_maya')
  expect(optionsOf(user)).toEqual([['e-17', 'link', 'same_local_part']])
  expect(decisionsOf(user)).toEqual(['ignore'])
})

test('offers every candidate of a conflict once', () => {
  const user = findUser('user_support')
  expect(optionsOf(user)).toEqual([
    ['e-21', 'link', null],
    ['e-22', 'link', null],
  ])
  const [candidate] = user.candidates
  const suggested = candidate ? [{ ...candidate, reason: 'similar_name' as const }] : []
  expect(optionsOf({ ...user, suggestions: suggested })).toEqual([
    ['e-21', 'link', 'similar_name'],
    ['e-22', 'link', null],
  ])
})

test('offers to keep a flagged link, which clears the flag', () => {
  const user = findUser('user_old')
  expect(optionsOf(user)).toEqual([['e-21', 'keep', null]])
  expect(optionsOf(findUser('user_old', { decision: 'link', employeeId: 'e-21' }))).toEqual([['e-21', 'linked', null]])
})

test('cannot keep a link to an employee who is gone, but offers who has the address now', () => {
  const user = findUser('user_jonas')
  expect(optionsOf(user)).toEqual([['e-23', 'keep', null]])
  const gone = { ...user, employee: user.employee && { ...user.employee, emails: [], archivedOn: null } }
  expect(optionsOf(gone)).toEqual([['e-23', 'linked', null]])
  const newOwner = { id: employeeId('e-24'), name: 'Joana Weber', emails: [], archivedOn: null }
  expect(optionsOf({ ...gone, candidates: [newOwner] })).toEqual([
    ['e-23', 'linked', null],
    ['e-24', 'link', null],
  ])
})

test('lets an admin return a manual decision to automatic, or undo it', () => {
  expect(decisionsOf(findUser('user_aiko'))).toEqual(['unlink', 'ignore'])
  expect(decisionsOf(findUser('user_aiko', { decision: 'unlink' }))).toEqual(['ignore', 'automatic', 'undo'])
  expect(decisionsOf(findUser('user_aiko', { decision: 'ignore' }))).toEqual(['automatic', 'undo'])
})

test('makes no request where a bulk decision does not apply', () => {
  expect(toBulkRequest(findUser('user_maya'), 'suggestion')).toEqual({ decision: 'link', employeeId: 'e-17' })
  expect(toBulkRequest(findUser('user_build'), 'suggestion')).toBeNull()
  expect(toBulkRequest(findUser('user_support'), 'suggestion')).toBeNull()
  expect(toBulkRequest(findUser('user_aiko'), 'suggestion')).toBeNull()
  expect(toBulkRequest(findUser('user_test'), 'ignore')).toBeNull()
  expect(toBulkRequest(findUser('user_test'), 'automatic')).toEqual({ decision: 'automatic' })
  expect(toBulkRequest(findUser('user_aiko'), 'automatic')).toBeNull()
})
