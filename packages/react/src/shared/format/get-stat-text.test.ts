import { catalog, getStat, products } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { fillText } from '@windmill/claude-core/observations'
import { de as observationsDe } from '@windmill/claude-core/observations/de'
import { en } from '@windmill/claude-core/observations/en'
import { describe, expect, test } from 'vitest'
import { de } from '../../texts/de/index.ts'
import { getStatText, getUnitText } from './get-stat-text.ts'

const english = { locale: 'en-GB', texts: {} }
const german = { locale: 'de', texts: de }
const commits = getStat('code.commits')

describe('texts of stats, units and products', () => {
  test('default to the catalog', () => {
    for (const stat of catalog) {
      expect(getStatText(english, stat, 'label')).toBe(stat.label)
      expect(getUnitText(english, stat.unit)).toBe(stat.unit)
    }
    for (const { id, label } of products) expect(getProductLabel(english, id)).toBe(label)
  })

  test('can be overridden one by one', () => {
    const overridden = {
      ...english,
      texts: { 'stat.code.commits.label': 'Check-ins', 'product.code.label': 'CC' } as const,
    }
    expect(getStatText(overridden, commits, 'label')).toBe('Check-ins')
    expect(getStatText(overridden, commits, 'shortLabel')).toBe('Commits')
    expect(getProductLabel(overridden, 'code')).toBe('CC')
    expect(getProductLabel(overridden, 'chat')).toBe('Chat')
  })

  test('give a unit in the plural form for the value', () => {
    expect(getUnitText(german, 'sessions', 1)).toBe('Sitzung')
    expect(getUnitText(german, 'sessions', 5)).toBe('Sitzungen')
    expect(getUnitText(german, 'sessions')).toBe('Sitzungen')
    expect(getUnitText(german, '%', 0.5)).toBe('%')
  })

  test.each([
    ['English', english, en],
    ['German', german, observationsDe],
  ])('give a count the same unit as an observation does, in %s', (_, host, observationTexts) => {
    for (const { unit } of catalog) {
      if (unit === '%') continue
      for (const count of [0, 1, 2]) {
        expect(`${count} ${getUnitText(host, unit, count)}`).toBe(
          fillText(host.locale, observationTexts[`count.${unit}`], { count }),
        )
      }
    }
  })
})
