import { expect, test } from 'vitest'
import { createWords, englishWords } from '../../test/create-words.ts'
import { statsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

const response = statsFixture({ lowerBound: true })

test('is empty when no figure is a lower bound', () => {
  expect(describeLowerBounds(englishWords, statsFixture())).toEqual([])
})

test('gives each reason once, with all figures it applies to', () => {
  const partial = { ...response.stats['chat.messages'], partial: true }
  const stats = { ...response.stats, 'chat.messages': partial, 'chat.artifacts': partial }
  const sentences = describeLowerBounds(englishWords, { ...response, stats })
  expect(sentences).toHaveLength(3)
  expect(sentences[0]).toBe(
    'Chat Messages and Artifacts Created: A lower bound: on some days Claude did not report this number.',
  )
  expect(sentences.join(' ')).toMatch(/Skill Usage: A lower bound.*Connector Usage: A lower bound/)
})

test('is fully translated to German', () => {
  const sentences = describeLowerBounds(createWords('de', de), response).join(' ')
  expect(sentences).toMatch(/Skill-Nutzung: .*Konnektor-Nutzung: /)
  expect(sentences).not.toMatch(/Usage|lower bound/)
})
