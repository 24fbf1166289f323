import { describe, expect, test } from 'vitest'
import { createEmailKey, withoutPlusTag } from './email-rules.ts'

describe('withoutPlusTag', () => {
  test.each([
    ['ada+lab@example.com', 'ada@example.com'],
    ['ada+lab+more@example.com', 'ada@example.com'],
    ['ada+@example.com', 'ada@example.com'],
    ['ada@example.com', 'ada@example.com'],
    // Nothing precedes the plus, so removing the tag would leave no local part.
    ['+lab@example.com', '+lab@example.com'],
    ['"ada+lab"@example.com', '"ada+lab"@example.com'],
  ])('turns %s into %s', (address, untagged) => {
    expect(withoutPlusTag(address)).toBe(untagged)
  })
})

describe('createEmailKey', () => {
  test('returns the address itself without rules', () => {
    for (const address of ['ada+lab@example.com', '"a@b"@example.com'])
      expect(createEmailKey({})(address)).toBe(address)
  })

  test('gives all domains of a group the same key, in any spelling', () => {
    const key = createEmailKey({ aliasDomains: [['Example.COM', ' @MÜNCHEN.example', 'not a domain']] })
    expect(key('ada@example.com')).toBe(key('ada@xn--mnchen-3ya.example'))
    expect(key('ada@example.com')).not.toBe(key('bob@example.com'))
    expect(key('ada@mail.example.com')).toBe('ada@mail.example.com')
  })

  test('merges groups that share a domain, in any order', () => {
    const groups = [['a.com', 'b.com'], ['c.com', 'd.com'], ['d.com', 'b.com'], ['e.com']]
    const [key, reversedKey] = [
      createEmailKey({ aliasDomains: groups }),
      createEmailKey({ aliasDomains: groups.toReversed() }),
    ]
    const domains = ['a.com', 'b.com', 'c.com', 'd.com']
    expect(new Set(domains.flatMap((domain) => [key(`x@${domain}`), reversedKey(`x@${domain}`)])).size).toBe(1)
    expect(key('x@e.com')).toBe('x@e.com')
  })

  test('removes a plus tag only if the rules say so', () => {
    const aliasDomains = [['example.com', 'example.org']]
    expect(createEmailKey({ aliasDomains, plusTags: true })('ada+lab@example.org')).toBe('ada@example.com')
    expect(createEmailKey({ aliasDomains })('ada+lab@example.org')).toBe('ada+lab@example.com')
  })
})
