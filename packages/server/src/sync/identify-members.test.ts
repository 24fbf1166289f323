import type { ClaudeUser, ClaudeUserId } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { identifyMembers } from './complete-reading.ts'

const [ada, bob] = ['user_ada', 'user_bob'] as ClaudeUserId[] as [ClaudeUserId, ClaudeUserId]
const address = 'ada@example.com'
const row = { claudeUserId: ada, counters: mapCounters(() => 1) }
/** A row with Ada's address that can only be Ada's. */
const certainRow = {
  listed: [] as ClaudeUser[],
  stored: [{ id: ada, email: address }] as ClaudeUser[],
  storedRows: [row],
  getSeenEmail: (): string | null => null,
}
const noMembers = { identified: new Set(), suspected: new Set() }

describe('a row with an e-mail and no id', () => {
  test('belongs to the only Claude user with the address, if the list lacks a row with their id', () => {
    expect(identifyMembers([' ADA@example.com'], certainRow)).toEqual({
      identified: new Set([ada]),
      suspected: new Set(),
    })
  })

  test.each<[string, Partial<typeof certainRow>]>([
    ['somebody else has the address too', { stored: [...certainRow.stored, { id: bob, email: address }] }],
    ['an answer of this run gives them another address', { getSeenEmail: () => 'new@example.com' }],
    ['they are listed with another address', { listed: [{ id: ada, email: 'new@example.com' }] }],
    ['they had no row on this day', { storedRows: [] }],
    ['nobody has the address', { stored: [] }],
  ])('belongs to no known Claude user when %s', (_, change) => {
    expect(identifyMembers([address], { ...certainRow, ...change })).toEqual(noMembers)
  })

  test('may be a copy of the row of a listed member with the address', () => {
    const listed = [{ id: ada, email: address }]
    expect(identifyMembers([address], { ...certainRow, listed })).toEqual({
      identified: new Set(),
      suspected: new Set([ada]),
    })
  })
})
