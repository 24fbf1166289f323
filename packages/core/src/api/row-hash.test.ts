import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashRowIdentity, hashText } from './row-hash.ts'

const skill = {
  skill_name: 'xlsx',
  skill_display_name: null,
  share_status: 'public',
  user_id: 'user_1',
  invocation_count: 4,
  attributed_list_price: '412.500000',
  office_metrics: { excel: { distinct_session_skill_used_count: 9 } },
}

describe('the identity of a row', () => {
  test.each<[string, object]>([
    ['the order of fields', Object.fromEntries(Object.entries(skill).toReversed())],
    ['a count', { ...skill, invocation_count: 5 }],
    ['a textual count', { ...skill, invocation_count: '5' }],
    ['a count in a block', { ...skill, office_metrics: { excel: { distinct_session_skill_used_count: null } } }],
    ['an amount of money', { ...skill, attributed_list_price: '0', estimated_overage_spend: '1' }],
    ['an absent instead of a null field', { ...skill, skill_display_name: undefined }],
  ])('does not depend on %s', (_, row) => {
    expect(hashRowIdentity(JSON.parse(JSON.stringify(row)))).toEqual(hashRowIdentity(skill))
  })

  test.each<[string, object]>([
    ['the name', { ...skill, skill_name: 'docx' }],
    ['the user', { ...skill, user_id: 'user_2' }],
    ['the display name', { ...skill, skill_display_name: 'Excel' }],
    ['the share status', { ...skill, share_status: 'private' }],
    ['a new dimension', { ...skill, product: 'chat' }],
    ['a new dimension that is no string', { ...skill, is_shared: false }],
    ['a new dimension in a block', { ...skill, origin: { kind: 'plugin' } }],
    ['which field has a value', { ...skill, skill_name: 'public', share_status: 'xlsx' }],
  ])('depends on %s', (_, row) => {
    expect(hashRowIdentity(row)).not.toEqual(hashRowIdentity(skill))
  })

  test('is computed for rows of any nesting', () => {
    const row: unknown = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)
    expect(hashRowIdentity(row as object)).toEqual(hashRowIdentity({}))
  })
})

describe('hashText', () => {
  test('gives different hashes in both lanes to half a million similar texts', () => {
    const [low, high, both] = [new Set<number>(), new Set<number>(), new Set<number>()]
    const count = 500_000
    for (let index = 0; index < count; index += 1) {
      const hash = hashText(`user_${index.toString(36)}`)
      low.add(hash.low)
      high.add(hash.high)
      both.add((hash.low >>> 0) * 2 ** 20 + (hash.high >>> 12))
    }
    // Among half a million texts, a random hash of 32 bits has about 29 collisions, and a hash of 52 bits has none.
    expect(count - low.size).toBeLessThan(70)
    expect(count - high.size).toBeLessThan(70)
    expect(both.size).toBe(count)
  })

  test('changes about half of the bits of both lanes when one character changes', () => {
    const countBits = (value: number) => (value >>> 0).toString(2).replaceAll('0', '').length
    let [low, high, samples] = [0, 0, 0]
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(39), (text, position) => {
        const index = position % text.length
        const other = text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1)
        const [a, b] = [hashText(text), hashText(other)]
        low += countBits(a.low ^ b.low)
        high += countBits(a.high ^ b.high)
        samples += 1
      }),
      { numRuns: 2_000 },
    )
    for (const bits of [low, high]) expect(bits / samples).toBeCloseTo(16, 0)
  })
})
