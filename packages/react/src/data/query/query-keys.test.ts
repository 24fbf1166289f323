import { expect, test } from 'vitest'
import * as react from '../../index.ts'

const client = { baseUrl: '/api/claude', viewerId: 'e-1' }
const period = { from: '2026-11-01', to: '2026-11-02', bucket: 'day' } as const
const allQueryOptions = [
  react.getAdoptionQueryOptions,
  react.getClaudeUserQueryOptions,
  react.getClaudeUsersQueryOptions,
  react.getConnectionQueryOptions,
  react.getEmployeeAccessQueryOptions,
  react.getEmployeeDaysQueryOptions,
  react.getEmployeeStatsQueryOptions,
  react.getEmployeesQueryOptions,
  react.getLogQueryOptions,
  react.getReconciliationFindingsQueryOptions,
  react.getReconciliationQueryOptions,
  react.getTeamStatsQueryOptions,
  react.getTotalsQueryOptions,
] as readonly ((client: react.ClaudeClient, parameters: unknown) => { readonly queryKey: readonly unknown[] })[]

test('the tests below cover all query options of the package', () => {
  const names = Object.keys(react).filter((name) => name.endsWith('QueryOptions'))
  expect(allQueryOptions.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
})

test.each(allQueryOptions)('%o: the key begins with the server and the viewer', (getQueryOptions) => {
  const getKey = (viewerId: string | null) => getQueryOptions({ ...client, viewerId }, period).queryKey
  for (const viewerId of ['e-1', 'e-2', '', 'null', null]) {
    expect(getKey(viewerId).slice(0, 3)).toEqual(['claude', '/api/claude', viewerId])
  }
  expect(getKey('e-1').slice(3)).toEqual(getKey('e-2').slice(3))
  expect(getKey('e-1').length).toBeGreaterThan(3)
})
