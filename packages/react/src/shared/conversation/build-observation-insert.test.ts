import { findObservations } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildObservationInsert } from './build-observation-insert.ts'

const response = createStatsFixture({
  period: { from: '2026-07-01', to: '2026-09-30' },
  habitsBefore: engineerBefore,
})
const [observation] = findObservations(response)
if (!observation) throw new Error('The fixture has no observations.')
const sentence = 'Excel is new: 57 sessions (Q3 vs Q2).'

test('marks a sentence that nobody has edited, and gives its numbers as data', () => {
  const insert = buildObservationInsert(englishLanguage, response, { observation, sentence, isEdited: false }, null)
  expect(insert).toEqual({
    markdown: '\\[System\\] Excel is new: 57 sessions (Q3 vs Q2).',
    text: '[System] Excel is new: 57 sessions (Q3 vs Q2).',
    data: {
      employeeId: 'e-17',
      period: response.period,
      previous: response.previous,
      observation,
      isEdited: false,
    },
  })
})

test('leaves an edited sentence unmarked, because the viewer wrote it', () => {
  const addition = { observation, sentence: 'Started with *Excel*.', isEdited: true }
  const { markdown, text, data } = buildObservationInsert(englishLanguage, response, addition, null)
  expect([markdown, text, data.isEdited]).toEqual(['Started with \\*Excel\\*.', 'Started with *Excel*.', true])
})

test('ends with the question', () => {
  const addition = { observation, sentence: 'Excel ist neu.', isEdited: false }
  const german = createLanguage('de', de)
  expect(buildObservationInsert(german, response, addition, 'Zum Fragen: Wofür?').text).toBe(
    '[System] Excel ist neu. Zum Fragen: Wofür?',
  )
})
