import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderByOrganization } from './order-by-organization.ts'

const createConnections = (organizationIds: readonly (string | null)[]) =>
  organizationIds.map((organizationId, index) => ({ organizationId, index }))

test('the accounts of one organization are moved apart, and all other accounts keep their order', () => {
  const connections = createConnections(['a', 'a', 'a', 'b', null, 'b', null, 'c'])
  expect(orderByOrganization(connections).map(({ index }) => index)).toEqual([0, 3, 4, 6, 7, 1, 5, 2])
})

test('each organization has its turn before any organization has its next turn, and no account is lost', () => {
  const organizationIds = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd')))
  fc.assert(
    fc.property(organizationIds, (ids) => {
      const ordered = orderByOrganization(createConnections(ids))
      expect(ordered.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...ids.keys()])
      const counts = new Map<string, number>()
      let turn = 0
      for (const { organizationId } of ordered) {
        if (organizationId === null) continue
        const count = counts.get(organizationId) ?? 0
        counts.set(organizationId, count + 1)
        expect(count).toBeGreaterThanOrEqual(turn)
        turn = count
      }
    }),
  )
})
