import { expect, test } from 'vitest'
import { countersWith } from '../../test/usage.ts'
import { counterIds } from '../stats/counters.ts'
import { activityCounters, adoptionIds, isActive, mapAdoptionIds } from './active-products.ts'

test('every counter is one product’s, and any product’s', () => {
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
])('%s is used, and so is any, but no other', (product, counters) => {
  const active = mapAdoptionIds((id) => isActive(countersWith(counters), id))
  expect(adoptionIds.filter((id) => active[id])).toEqual(['any', product])
})

test('neither zero nor unknown is activity', () => {
  expect(adoptionIds.filter((id) => isActive(countersWith({ chat_messages: null }), id))).toEqual([])
})
