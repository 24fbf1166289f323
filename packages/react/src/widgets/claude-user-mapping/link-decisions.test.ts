import { employeeId, type LinkRequest, type MappedClaudeUser } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { people } from '../../test/people-fixtures.ts'
import { createPeopleServer } from '../../test/people-server.ts'
import { canDecide, listLinkOptions, toBulkRequest } from './link-decisions.ts'

const after = (id: string, ...requests: readonly LinkRequest[]): MappedClaudeUser => {
  const server = createPeopleServer(people.work)
  for (const request of requests) server.decide(id, request)
  const user = server.one(id)
  if (!user) throw new Error(`There is no ${id}.`)
  return user
}
const offers = (user: MappedClaudeUser) =>
  listLinkOptions(user).map(({ employee, kind, suggestionReason: why }) => [employee.id, kind, why])
const decisions = (user: MappedClaudeUser) =>
  (['unlink', 'ignore', 'automatic', 'undo'] as const).filter((decision) => canDecide(user, decision))

test('someone unmatched may be linked to those who are suggested, with the reason', () => {
  const user = after('user_maya')
  expect(offers(user)).toEqual([['e-17', 'link', 'same_local_part']])
  expect(decisions(user)).toEqual(['ignore'])
})

test('in a conflict every candidate is offered, each once', () => {
  const user = after('user_support')
  expect(offers(user)).toEqual([
    ['e-21', 'link', null],
    ['e-22', 'link', null],
  ])
  const [candidate] = user.candidates
  const suggested = candidate ? [{ ...candidate, reason: 'similar_name' as const }] : []
  expect(offers({ ...user, suggestions: suggested })).toEqual([
    ['e-21', 'link', 'similar_name'],
    ['e-22', 'link', null],
  ])
})

test('a doubted link can be kept, which settles it', () => {
  const user = after('user_old')
  expect(offers(user)).toEqual([['e-21', 'keep', null]])
  expect(offers(after('user_old', { decision: 'link', employeeId: 'e-21' }))).toEqual([['e-21', 'linked', null]])
})

test('a link to someone who is not in the directory any more cannot be kept, but goes to who has the address now', () => {
  const user = after('user_jonas')
  expect(offers(user)).toEqual([['e-23', 'keep', null]])
  const gone = { ...user, employee: user.employee && { ...user.employee, emails: [], archivedOn: null } }
  expect(offers(gone)).toEqual([['e-23', 'linked', null]])
  const heir = { id: employeeId('e-24'), name: 'Joana Weber', emails: [], archivedOn: null }
  expect(offers({ ...gone, candidates: [heir] })).toEqual([
    ['e-23', 'linked', null],
    ['e-24', 'link', null],
  ])
})

test('what an admin decided can be given back to the rules, and taken back', () => {
  expect(decisions(after('user_aiko'))).toEqual(['unlink', 'ignore'])
  expect(decisions(after('user_aiko', { decision: 'unlink' }))).toEqual(['ignore', 'automatic', 'undo'])
  expect(decisions(after('user_aiko', { decision: 'ignore' }))).toEqual(['automatic', 'undo'])
})

test('together, only those are changed for whom the decision is one', () => {
  expect(toBulkRequest(after('user_maya'), 'suggestion')).toEqual({ decision: 'link', employeeId: 'e-17' })
  expect(toBulkRequest(after('user_build'), 'suggestion')).toBeNull()
  expect(toBulkRequest(after('user_support'), 'suggestion')).toBeNull()
  expect(toBulkRequest(after('user_aiko'), 'suggestion')).toBeNull()
  expect(toBulkRequest(after('user_test'), 'ignore')).toBeNull()
  expect(toBulkRequest(after('user_test'), 'automatic')).toEqual({ decision: 'automatic' })
  expect(toBulkRequest(after('user_aiko'), 'automatic')).toBeNull()
})
