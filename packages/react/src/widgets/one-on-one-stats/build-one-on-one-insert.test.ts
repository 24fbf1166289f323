import { findObservations } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildOneOnOneInsert } from './build-one-on-one-insert.ts'

const response = createStatsFixture({ habitsBefore: engineerBefore })
const observations = findObservations(response)
const allInput = { response, observations, isOwn: false, title: 'Since your last 1:1' }

test('gives all observations a title with both periods, and one list item each', () => {
  const { markdown, text, data } = buildOneOnOneInsert(englishLanguage, allInput)
  const [title, , ...items] = markdown.split('\n')
  expect(title).toBe('**Since your last 1:1** (22 Oct 2026 – 20 Nov 2026, compared with 22 Sept 2026 – 21 Oct 2026)')
  expect(items).toHaveLength(observations.length)
  expect(items[0]).toMatch(/^- \*\*Excel is new\*\*: \d+ messages on \d+ days\. Ask: What is this usage for\?/)
  expect(text.split('\n').slice(2)).toHaveLength(observations.length)
  expect(data).toEqual({ employeeId: 'e-17', period: response.period, previous: response.previous, observations })
})

test('gives a single observation no title, and puts only that observation into the data', () => {
  const [first] = observations
  if (!first) throw new Error('The fixture has no observations.')
  const { markdown, data } = buildOneOnOneInsert(englishLanguage, { ...allInput, observations: [first], title: null })
  expect(markdown).toMatch(/^- \*\*Excel is new\*\*/)
  expect(markdown).not.toContain('\n')
  expect(data.observations).toEqual([first])
})

test('suggests what to bring up instead of what to ask when the viewer is the employee', () => {
  const { text } = buildOneOnOneInsert(englishLanguage, { ...allInput, isOwn: true })
  expect(text).toContain('Bring up: what this usage is for')
  expect(text).not.toContain('Ask:')
})

test('is fully translated to German', () => {
  const { text } = buildOneOnOneInsert(createLanguage('de', de), { ...allInput, title: 'Seit dem letzten 1:1' })
  expect(text).toContain('verglichen mit')
  expect(text).toMatch(/Excel ist neu: \d+ Nachrichten an \d+ Tagen\. Zum Fragen:/)
  expect(text).not.toMatch(/sessions|messages|Ask|compared| on /)
})
