import { expect, test } from 'vitest'
import { statsFixture } from '../test/fixtures.ts'
import { statsWords, wordsIn } from '../test/words.ts'
import { de } from '../texts/de.ts'
import { partialReasons } from './partial-reasons.ts'

const response = statsFixture({ lowerBound: true })

test('where nothing is a lower bound there is nothing to say', () => {
  expect(partialReasons(statsWords, statsFixture())).toEqual([])
})

test('each reason stands once, with all figures that it is about', () => {
  const partial = { ...response.stats['chat.messages'], partial: true }
  const stats = { ...response.stats, 'chat.messages': partial, 'chat.artifacts': partial }
  const said = partialReasons(statsWords, { ...response, stats })
  expect(said).toHaveLength(3)
  expect(said[0]).toBe(
    'Chat Messages and Artifacts Created: A lower bound: on some days Claude did not report this number.',
  )
  expect(said.join(' ')).toMatch(/Skill Usage: A lower bound.*Connector Usage: A lower bound/)
})

test('is German in German', () => {
  const said = partialReasons(wordsIn('de', de), response).join(' ')
  expect(said).toMatch(/Skill-Nutzung: .*Konnektor-Nutzung: /)
  expect(said).not.toMatch(/Usage|lower bound/)
})
