import { expect, test } from 'vitest'
import { englishWords, createWords } from '../../test/create-words.ts'
import { statsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { describeLowerBounds } from './describe-lower-bounds.ts'

const response = statsFixture({ lowerBound: true })

test('where nothing is a lower bound there is nothing to say', () => {
  expect(describeLowerBounds(englishWords, statsFixture())).toEqual([])
})

test('each reason stands once, with all figures that it is about', () => {
  const partial = { ...response.stats['chat.messages'], partial: true }
  const stats = { ...response.stats, 'chat.messages': partial, 'chat.artifacts': partial }
  const said = describeLowerBounds(englishWords, { ...response, stats })
  expect(said).toHaveLength(3)
  expect(said[0]).toBe(
    'Chat Messages and Artifacts Created: A lower bound: on some days Claude did not report this number.',
  )
  expect(said.join(' ')).toMatch(/Skill Usage: A lower bound.*Connector Usage: A lower bound/)
})

test('is German in German', () => {
  const said = describeLowerBounds(createWords('de', de), response).join(' ')
  expect(said).toMatch(/Skill-Nutzung: .*Konnektor-Nutzung: /)
  expect(said).not.toMatch(/Usage|lower bound/)
})
