import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishWords } from '../../test/create-words.ts'
import { describeChange } from './describe-change.ts'

describe('describeChange', () => {
  test('gives the change in percent with the previous value, and one sentence for screen readers', () => {
    expect(describeChange(englishWords, getStat('chat.messages'), { value: 148, previous: 118 })).toEqual({
      direction: 'up',
      amount: '25%',
      from: 'from 118',
      spoken: 'up 25% from 118',
    })
  })

  test('gives the change of a rate in points', () => {
    const rate = getStat('code.edit_acceptance_rate')
    expect(describeChange(englishWords, rate, { value: 0.88, previous: 0.94 })?.spoken).toBe('down 6 points from 94%')
    expect(describeChange(englishWords, rate, { value: 0.93, previous: 0.94 })?.spoken).toBe('down 1 point from 94%')
  })

  test('is null without a previous value', () => {
    expect(describeChange(englishWords, getStat('chat.messages'), { value: 3, previous: null })).toBeNull()
  })
})
