import { catalog, getStat, products } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { de } from '../../texts/de/index.ts'
import { productText, statText, unitText } from './stat-texts.ts'

const english = { locale: 'en-GB', texts: {} }
const german = { locale: 'de', texts: de }
const commits = getStat('code.commits')

describe('what the catalog says', () => {
  test('stands where the host says nothing else', () => {
    for (const stat of catalog) {
      expect(statText(english, stat, 'label')).toBe(stat.label)
      expect(statText(english, stat, 'caveat')).toBe(stat.caveat ?? '')
      expect(unitText(english, stat.unit)).toBe(stat.unit)
    }
    for (const { id, label } of products) expect(productText(english, id)).toBe(label)
  })

  test('gives way to the host’s words, one by one', () => {
    const own = { ...english, texts: { 'stat.code.commits.label': 'Check-ins', 'product.code.label': 'CC' } as const }
    expect(statText(own, commits, 'label')).toBe('Check-ins')
    expect(statText(own, commits, 'shortLabel')).toBe('Commits')
    expect(productText(own, 'code')).toBe('CC')
    expect(productText(own, 'chat')).toBe('Chat')
  })

  test('can be left out with an empty text', () => {
    const own = { ...english, texts: { 'stat.code.commits.caveat': '' } as const }
    expect(statText(own, commits, 'caveat')).toBe('')
  })

  test('has units in the number of the value', () => {
    expect(unitText(german, 'sessions', 1)).toBe('Sitzung')
    expect(unitText(german, 'sessions', 5)).toBe('Sitzungen')
    expect(unitText(german, 'sessions')).toBe('Sitzungen')
    expect(unitText(german, '%', 0.5)).toBe('%')
  })
})
