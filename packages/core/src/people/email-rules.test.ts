import { describe, expect, test } from 'vitest'
import { createEmailKey, withoutPlusTag } from './email-rules.ts'

describe('withoutPlusTag', () => {
  test.each([
    ['ada+lab@example.com', 'ada@example.com'],
    ['ada+lab+more@example.com', 'ada@example.com'],
    ['ada+@example.com', 'ada@example.com'],
    ['ada@example.com', 'ada@example.com'],
    // Without a name before the plus there would be none left.
    ['+lab@example.com', '+lab@example.com'],
    ['"ada+lab"@example.com', '"ada+lab"@example.com'],
  ])('%s is %s', (address, bare) => {
    expect(withoutPlusTag(address)).toBe(bare)
  })
})

describe('createEmailKey', () => {
  test('without rules, an address is its own', () => {
    for (const address of ['ada+lab@example.com', '"a@b"@example.com'])
      expect(createEmailKey({})(address)).toBe(address)
  })

  test('domains of a group are one, in any spelling, and others are not', () => {
    const key = createEmailKey({ aliasDomains: [['Example.COM', ' @MÜNCHEN.example', 'not a domain']] })
    expect(key('ada@example.com')).toBe(key('ada@xn--mnchen-3ya.example'))
    expect(key('ada@example.com')).not.toBe(key('bob@example.com'))
    expect(key('ada@mail.example.com')).toBe('ada@mail.example.com')
  })

  test('groups that share a domain are one group, in whatever order', () => {
    const groups = [['a.com', 'b.com'], ['c.com', 'd.com'], ['d.com', 'b.com'], ['e.com']]
    const [key, same] = [
      createEmailKey({ aliasDomains: groups }),
      createEmailKey({ aliasDomains: groups.toReversed() }),
    ]
    const domains = ['a.com', 'b.com', 'c.com', 'd.com']
    expect(new Set(domains.flatMap((domain) => [key(`x@${domain}`), same(`x@${domain}`)])).size).toBe(1)
    expect(key('x@e.com')).toBe('x@e.com')
  })

  test('a tag is left out before the domain is looked at, and only if that is asked for', () => {
    const aliasDomains = [['example.com', 'example.org']]
    expect(createEmailKey({ aliasDomains, plusTags: true })('ada+lab@example.org')).toBe('ada@example.com')
    expect(createEmailKey({ aliasDomains })('ada+lab@example.org')).toBe('ada+lab@example.com')
  })
})
