import { expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { counterIds } from '../stats/counters.ts'
import { activityCounters, adoptionIds, isActive, mapAdoptionIds } from './adoption-ids.ts'

test('activityCounters lists every counter under exactly one product, and under "any"', () => {
  const { any, ...products } = activityCounters
  expect(Object.keys(products)).toEqual(['chat', 'code', 'usage', 'excel', 'powerpoint'])
  expect(Object.values(products).flat().sort()).toEqual([...counterIds].sort())
  expect([...any].sort()).toEqual([...counterIds].sort())
})

test.each([
  ['chat', { unified_conversations: 1 }],
  ['code', { code_edits_rejected: 1 }],
  ['usage', { connector_invocations: 2 }],
  ['excel', { excel_skills: 1 }],
  ['powerpoint', { powerpoint_messages: 1 }],
])(
  'a counter of the product "%s" above zero makes a day active for that product and for "any" only',
  (product, counters) => {
    const active = mapAdoptionIds((id) => isActive(createCounters(counters), id))
    expect(adoptionIds.filter((id) => active[id])).toEqual(['any', product])
  },
)

test('isActive is false if every counter is zero or unknown', () => {
  expect(adoptionIds.filter((id) => isActive(createCounters({ chat_messages: null }), id))).toEqual([])
})
