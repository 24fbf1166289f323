import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { describeChange } from './describe-change.ts'

describe('describeChange', () => {
  test('describes a change in percent with the previous value, and in one phrase for screen readers', () => {
    expect(describeChange(englishLanguage, getStat('chat.messages'), { value: 148, previous: 118 })).toEqual({
      direction: 'up',
      amount: '25%',
      previousText: 'from 118',
      spokenText: 'up 25% from 118',
    })
  })

  test('describes the change of a rate in percentage points', () => {
    const rate = getStat('code.edit_acceptance_rate')
    expect(describeChange(englishLanguage, rate, { value: 0.88, previous: 0.94 })?.spokenText).toBe(
      'down 6 points from 94%',
    )
    expect(describeChange(englishLanguage, rate, { value: 0.93, previous: 0.94 })?.spokenText).toBe(
      'down 1 point from 94%',
    )
  })

  test('is null without a previous value', () => {
    expect(describeChange(englishLanguage, getStat('chat.messages'), { value: 3, previous: null })).toBeNull()
  })
})
