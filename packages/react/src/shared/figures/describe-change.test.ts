import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { de } from '../../texts/de/index.ts'
import { describeChange } from './describe-change.ts'

const rate = getStat('code.edit_acceptance_rate')
const messages = getStat('chat.messages')
const exact = { partial: false, previousPartial: false }
const describeCounts = (compared: number | null, previous: number | null, flags = exact) =>
  describeChange(englishLanguage, messages, { compared, previous, ...flags }, 1)
const describeRates = (compared: number, previous: number, flags = exact) =>
  describeChange(englishLanguage, rate, { compared, previous, ...flags }, 1)

describe('describeChange', () => {
  test('describes a change in percent with both values, and in one phrase for screen readers', () => {
    expect(describeCounts(148, 118)).toEqual({
      amount: '+25%',
      valuesText: '(118 → 148)',
      spokenText: 'up 25%, from 118 to 148',
    })
  })

  test('describes the change of a rate in percentage points', () => {
    expect(describeRates(0.88, 0.94)).toEqual({
      amount: '−6 points',
      valuesText: '(94% → 88%)',
      spokenText: 'down 6 points, from 94% to 88%',
    })
    expect(describeRates(0.93, 0.94)?.spokenText).toBe('down 1 point, from 94% to 93%')
  })

  test('gives both values instead of a percentage for a previous value below 20', () => {
    expect(describeCounts(6, 1)).toEqual({ amount: '1 → 6', valuesText: '', spokenText: 'from 1 to 6' })
    expect(describeCounts(27, 19)?.amount).toBe('19 → 27')
    expect(describeCounts(27, 20)?.amount).toBe('+35%')
  })

  test('says "none" with the previous value instead of a percentage for a value of zero', () => {
    expect(describeCounts(0, 12)).toEqual({ amount: 'none', valuesText: '(was 12)', spokenText: 'none (was 12)' })
    expect(describeCounts(0, 1200)?.amount).toBe('none')
  })

  test('says that values are the same, and gives a change of zero for values that are almost the same', () => {
    expect(describeCounts(36, 36)?.amount).toBe('same as before')
    expect(describeCounts(1003, 1000)).toEqual({
      amount: '±0%',
      valuesText: '(1,000 → 1,003)',
      spokenText: 'about the same, from 1,000 to 1,003',
    })
    expect(describeRates(0.941, 0.939)?.amount).toBe('±0 points')
    expect(describeCounts(7, 0)?.amount).toBe('none before')
  })

  test('says "per day" after a percentage, and "in total" after its values, if one of the quarters has more days', () => {
    const describeQuarters = (compared: number, previous: number) =>
      describeChange(englishLanguage, messages, { compared, previous, ...exact }, 91 / 92)
    expect(describeQuarters(148, 118)).toEqual({
      amount: '+24% per day',
      valuesText: '(118 → 148 in total)',
      spokenText: 'up 24% per day, from 118 to 148 in total',
    })
    expect(describeChange(englishLanguage, rate, { compared: 0.88, previous: 0.94, ...exact }, 91 / 92)).toMatchObject({
      amount: '−6 points',
      valuesText: '(94% → 88%)',
    })
    expect(describeQuarters(6, 1)?.amount).toBe('1 → 6')
    expect(
      describeChange(createLanguage('de', de), messages, { compared: 148, previous: 118, ...exact }, 91 / 92)?.amount,
    ).toBe('+24\u00a0% pro Tag')
  })

  test('gives only the previous value if one of the values is a lower bound', () => {
    expect(describeCounts(285, 53, { partial: false, previousPartial: true })).toEqual({
      amount: '',
      valuesText: '(was at least 53)',
      spokenText: '(was at least 53)',
    })
    expect(describeCounts(285, 53, { partial: true, previousPartial: false })?.spokenText).toBe('(was 53)')
    expect(describeCounts(7, 0, { partial: false, previousPartial: true })?.spokenText).toBe('(was at least 0)')
    expect(describeRates(0.88, 0.94, { partial: true, previousPartial: true })?.spokenText).toBe('(was partial 94%)')
  })

  test('is null without a previous value', () => {
    expect(describeCounts(3, null)).toBeNull()
  })

  test('describes a change in German', () => {
    const german = createLanguage('de', de)
    const changes = [
      [148, 118],
      [0, 12],
      [6, 1],
    ].map(([compared = 0, previous = 0]) => describeChange(german, messages, { compared, previous, ...exact }, 1))
    expect(changes.map((change) => `${change?.amount} ${change?.valuesText}`.trim())).toEqual([
      '+25\u00a0% (118 → 148)',
      'keine (vorher 12)',
      '1 → 6',
    ])
  })
})
