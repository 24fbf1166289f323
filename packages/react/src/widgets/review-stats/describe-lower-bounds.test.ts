import { expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

const response = createStatsFixture({ isLowerBound: true })

test('returns no sentence when no stat is a lower bound', () => {
  expect(describeLowerBounds(englishLanguage, createStatsFixture())).toEqual([])
})

test('gives each reason once, with all stats that it applies to', () => {
  const partial = { ...response.stats['chat.messages'], partial: true }
  const stats = { ...response.stats, 'chat.messages': partial, 'chat.artifacts': partial }
  const sentences = describeLowerBounds(englishLanguage, { ...response, stats })
  expect(sentences).toHaveLength(3)
  expect(sentences[0]).toBe(
    'Chat Messages and Artifacts Created: A lower bound: on some days Claude did not report this number.',
  )
  expect(sentences.join(' ')).toMatch(/Skill Usage: A lower bound.*Connector Usage: A lower bound/)
})

test('the sentences are fully translated to German', () => {
  const sentences = describeLowerBounds(createLanguage('de', de), response).join(' ')
  expect(sentences).toMatch(/Skill-Nutzung: .*Konnektor-Nutzung: /)
  expect(sentences).not.toMatch(/Usage|lower bound/)
})
