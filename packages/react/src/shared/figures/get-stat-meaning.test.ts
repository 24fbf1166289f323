import { statIds, statMeanings } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { getStatMeaning } from './get-stat-meaning.ts'

const english = { locale: 'en-GB', texts: {} }

describe('the meaning of a stat', () => {
  test('defaults to core', () => {
    for (const id of statIds) expect(getStatMeaning(english, id)).toEqual({ caveat: '', ...statMeanings[id] })
  })

  test('can be overridden, and its caveat hidden with an empty text', () => {
    const texts = { 'stat.code.commits.description': 'Check-ins.', 'stat.code.commits.caveat': '' } as const
    expect(getStatMeaning({ ...english, texts }, 'code.commits')).toEqual({ description: 'Check-ins.', caveat: '' })
  })
})
