import { describe, expect, test } from 'vitest'
import { createEmailKeyFunction, removePlusTag } from './email-rules.ts'

describe('removePlusTag', () => {
  test.each([
    ['ada+lab@example.com', 'ada@example.com'],
    ['ada+lab+more@example.com', 'ada@example.com'],
    ['ada+@example.com', 'ada@example.com'],
    ['ada@example.com', 'ada@example.com'],
    // Without the tag, no local part would be left.
    ['+lab@example.com', '+lab@example.com'],
    // In quotes, a plus is part of the local part.
    ['"ada+lab"@example.com', '"ada+lab"@example.com'],
  ])('returns %s without its plus tag as %s', (address, untagged) => {
    expect(removePlusTag(address)).toBe(untagged)
  })
})

describe('createEmailKeyFunction', () => {
  test('without rules, uses the address itself as the key', () => {
    for (const address of ['ada+lab@example.com', '"a@b"@example.com'])
      expect(createEmailKeyFunction({})(address)).toBe(address)
  })

  test('gives all domains of a group the same key in any spelling, but not other local parts or subdomains', () => {
    const computeKey = createEmailKeyFunction({ aliasDomains: [['Example.COM', ' @MÜNCHEN.example', 'not a domain']] })
    expect(computeKey('ada@example.com')).toBe(computeKey('ada@xn--mnchen-3ya.example'))
    expect(computeKey('ada@example.com')).not.toBe(computeKey('bob@example.com'))
    expect(computeKey('ada@mail.example.com')).toBe('ada@mail.example.com')
  })

  test('merges groups that share a domain, whatever the order of the groups', () => {
    const groups = [['a.com', 'b.com'], ['c.com', 'd.com'], ['d.com', 'b.com'], ['e.com']]
    const computeKey = createEmailKeyFunction({ aliasDomains: groups })
    const computeKeyInReverse = createEmailKeyFunction({ aliasDomains: groups.toReversed() })
    const domains = ['a.com', 'b.com', 'c.com', 'd.com']
    const keys = domains.flatMap((domain) => [computeKey(`x@${domain}`), computeKeyInReverse(`x@${domain}`)])
    expect(new Set(keys).size).toBe(1)
    expect(computeKey('x@e.com')).toBe('x@e.com')
  })

  test('leaves a plus tag out of the key only if the rules ignore plus tags', () => {
    const aliasDomains = [['example.com', 'example.org']]
    expect(createEmailKeyFunction({ aliasDomains, plusTags: true })('ada+lab@example.org')).toBe('ada@example.com')
    expect(createEmailKeyFunction({ aliasDomains })('ada+lab@example.org')).toBe('ada+lab@example.com')
  })
})
