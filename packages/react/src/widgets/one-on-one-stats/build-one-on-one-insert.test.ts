import { findObservations } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import { englishWords, createWords } from '../../test/create-words.ts'
import { engineerBefore, statsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { oneOnOneInsert } from './build-one-on-one-insert.ts'

const response = statsFixture({ habitsBefore: engineerBefore })
const observations = findObservations(response)
const all = { response, observations, isOwn: false, title: 'Since your last 1:1' }

test('all of it has a title with both periods, and an item for each observation', () => {
  const { markdown, text, data } = oneOnOneInsert(englishWords, all)
  const [title, , ...items] = markdown.split('\n')
  expect(title).toBe('**Since your last 1:1** (22 Oct 2026 – 20 Nov 2026, compared with 22 Sept 2026 – 21 Oct 2026)')
  expect(items).toHaveLength(observations.length)
  expect(items[0]).toMatch(/^- \*\*Excel is new\*\*: \d+ sessions on \d+ days\. Ask: What is it used for\?/)
  expect(text.split('\n').slice(2)).toHaveLength(observations.length)
  expect(data).toEqual({ employeeId: 'e-17', period: response.period, previous: response.previous, observations })
})

test('one alone has no title, and is all that is handed on', () => {
  const [first] = observations
  if (!first) throw new Error('There is nothing to add.')
  const { markdown, data } = oneOnOneInsert(englishWords, { ...all, observations: [first], title: null })
  expect(markdown).toMatch(/^- \*\*Excel is new\*\*/)
  expect(markdown).not.toContain('\n')
  expect(data.observations).toEqual([first])
})

test('of oneself it says what to bring up, instead of what to ask', () => {
  const { text } = oneOnOneInsert(englishWords, { ...all, isOwn: true })
  expect(text).toContain('Bring up: what it is used for')
  expect(text).not.toContain('Ask:')
})

test('is German in German', () => {
  const { text } = oneOnOneInsert(createWords('de', de), { ...all, title: 'Seit dem letzten 1:1' })
  expect(text).toContain('verglichen mit')
  expect(text).toMatch(/Excel ist neu: \d+ Sitzungen an \d+ Tagen\. Zum Fragen:/)
  expect(text).not.toMatch(/sessions|Ask|compared| on /)
})
