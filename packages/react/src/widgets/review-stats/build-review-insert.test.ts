import { catalog, products } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishWords, createWords } from '../../test/create-words.ts'
import { engineerBefore, type StatsFixture, statsFixture } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { reviewInsert } from './build-review-insert.ts'

const period = { from: '2026-07-01', to: '2026-09-30' } as const
const inputOf = (fixture: StatsFixture = {}, employeeName: string | undefined = 'Maya Chen') => ({
  response: statsFixture({ period, habitsBefore: engineerBefore, ...fixture }),
  title: 'Claude usage, Q3',
  label: 'Q3',
  employeeName,
  isReading: false,
})
const insertOf = (...given: Parameters<typeof inputOf>) => reviewInsert(englishWords, inputOf(...given))
const rowsOf = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('|'))

describe('what is put into a review', () => {
  test('says whose, of when, what changed, all figures and what they rest on', () => {
    const { markdown } = insertOf()
    expect(markdown).toMatch(/^### Claude usage, Q3\n\n\*\*Maya Chen\*\* · 1 Jul 2026 – 30 Sept 2026, compared with/)
    expect(markdown).toContain('**What changed most**\n\n- **Excel is new**: ')
    expect(markdown).not.toContain('Ask:')
    expect(rowsOf(markdown).slice(0, 2)).toEqual(['| Figure | Period | Before |', '| --- | ---: | ---: |'])
    expect(markdown).toMatch(/\*\*What this rests on:\*\* Source: .* Read through /)
    expect(markdown).toMatch(/Usage is context, not performance: .*$/)
  })

  test('names products without activity instead of rows of zeros', () => {
    const { markdown } = insertOf({ habits: { chat_conversations: 4, chat_messages: 20 } })
    expect(markdown).toMatch(/Without activity: .*Claude Code.*PowerPoint\./)
    expect(rowsOf(markdown).join()).not.toContain('Claude Code')
  })

  test('without a comparison has neither observations nor former values, in any form', () => {
    const { markdown, data } = insertOf({ firstReadDay: '2026-06-10' })
    expect(markdown).toContain('without a comparison')
    expect(markdown).not.toContain('What changed most')
    expect(rowsOf(markdown)[0]).toBe('| Figure | Period |')
    expect(data).toMatchObject({ isCompared: false, observations: [] })
    expect(data.stats.every(({ previous }) => previous === null)).toBe(true)
  })

  test('says which figures are lower bounds, and why', () => {
    const { markdown, text } = insertOf({ lowerBound: true })
    expect(rowsOf(markdown).join('\n')).toMatch(/Skill usage \| at least \d/)
    expect(text).toContain('Skill Usage: A lower bound')
  })

  test('names the days that are missing', () => {
    const { text } = insertOf({ missing: ['2026-08-11'] })
    expect(text).toContain('11 Aug, could not be read')
  })

  test('hands on every stat as it was answered', () => {
    const { data } = insertOf()
    const { response } = inputOf()
    expect(data).toMatchObject({ employeeId: 'e-17', label: 'Q3', period, isCompared: true })
    expect(data.stats.map(({ id }) => id)).toEqual(catalog.map(({ id }) => id))
    for (const { id, ...figures } of data.stats) expect(response.stats[id]).toMatchObject(figures)
  })

  test('does not let a name do more than be read', () => {
    const { markdown, html } = insertOf({}, '<b>*Maya*|\n# Chen')
    expect(markdown).toContain('**\\<b\\>\\*Maya\\*\\| \\# Chen** · ')
    expect(html).toContain('<strong>&#60;b&#62;*Maya*| # Chen</strong> · ')
  })

  test('of oneself has no name', () => {
    expect(reviewInsert(englishWords, { ...inputOf(), employeeName: undefined }).text).toMatch(/\n\n1 Jul 2026/)
  })
})

test('is German in German, from the title to the last figure', () => {
  const words = createWords('de', de)
  const { text, markdown } = reviewInsert(words, {
    ...inputOf({ lowerBound: true, missing: ['2026-08-11'] }),
    title: 'Claude-Nutzung, Q3',
  })
  const english = [
    ...catalog.flatMap(({ id, shortLabel }) => (de[`stat.${id}.shortLabel`] === shortLabel ? [] : [shortLabel])),
    ...products.flatMap(({ id, label }) => (de[`product.${id}.label`] === label ? [] : [label])),
    ...['Figure', 'Before', 'compared', 'Usage', 'at least', 'Source', 'Read through', 'lower bound', 'could not'],
  ]
  for (const word of english) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`))
  expect(rowsOf(markdown).join('\n')).toContain('Skill-Nutzung | mindestens')
})
