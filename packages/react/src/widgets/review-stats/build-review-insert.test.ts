import { catalog, products } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildReviewInsert } from './build-review-insert.ts'

const period = { from: '2026-07-01', to: '2026-09-30' } as const
const createInput = (fixture: StatsFixtureOptions = {}, employeeName: string | undefined = 'Maya Chen') => ({
  response: createStatsFixture({ period, habitsBefore: engineerBefore, ...fixture }),
  title: 'Claude usage, Q3',
  label: 'Q3',
  employeeName,
  isReadingHistory: false,
})
const buildInsert = (...args: Parameters<typeof createInput>) =>
  buildReviewInsert(englishLanguage, createInput(...args))
const findTableRows = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('|'))

describe('buildReviewInsert', () => {
  test('contains the name, both periods, the changes, all figures and their coverage', () => {
    const { markdown } = buildInsert()
    expect(markdown).toMatch(/^### Claude usage, Q3\n\n\*\*Maya Chen\*\* · 1 Jul 2026 – 30 Sept 2026, compared with/)
    expect(markdown).toContain('**What changed most**\n\n- **Excel is new**: ')
    expect(markdown).not.toContain('Ask:')
    expect(findTableRows(markdown).slice(0, 2)).toEqual(['| Figure | Period | Before |', '| --- | ---: | ---: |'])
    expect(markdown).toMatch(/\*\*About this data:\*\* Source: .* Data through /)
    expect(markdown).toMatch(/Usage is context, not performance: .*$/)
  })

  test('lists unused products in one sentence instead of rows of zeros', () => {
    const { markdown } = buildInsert({ habits: { chat_conversations: 4, chat_messages: 20 } })
    expect(markdown).toMatch(/Without activity: .*Claude Code.*PowerPoint\./)
    expect(findTableRows(markdown).join()).not.toContain('Claude Code')
  })

  test('omits observations and previous values, in the data too, when there is no comparison', () => {
    const { markdown, data } = buildInsert({ firstReadDay: '2026-06-10' })
    expect(markdown).toContain('without a comparison')
    expect(markdown).not.toContain('What changed most')
    expect(findTableRows(markdown)[0]).toBe('| Figure | Period |')
    expect(data).toMatchObject({ isCompared: false, observations: [] })
    expect(data.stats.every(({ previous }) => previous === null)).toBe(true)
  })

  test('lists what changed and what is unchanged under different headings', () => {
    const { markdown } = buildInsert()
    const [changed = '', unchanged = ''] = markdown.split('**Unchanged**')
    expect(changed).toContain('**What changed most**')
    expect(changed).not.toContain('about the same')
    expect(unchanged).toMatch(/^\n\n- \*\*Skills: about the same\*\*, [\d,]+ vs [\d,]+ uses\.\n/)
  })

  test('says that a product has no activity only about the days that were read', () => {
    const { text } = buildInsert({ habits: { chat_messages: 20 }, missing: ['2026-08-11'] })
    expect(text).toMatch(/Without activity on the days that were read: .*PowerPoint/)
  })

  test('names the last day of someone who left, and no day that could not be read', () => {
    const { text } = buildInsert({ archivedOn: '2026-08-11' })
    expect(text).toContain('Data through 11 Aug 2026.')
    expect(text).toContain(
      'Left on 11 Aug. Later days are not counted. No comparison: too much of this period is after',
    )
    expect(text).not.toContain('could not be read')
  })

  test('marks previous values that are lower bounds, in the data too', () => {
    const { markdown, data } = buildInsert({ isLowerBound: true })
    expect(findTableRows(markdown).join('\n')).toMatch(/Skill usage \| at least [\d,]+ \| at least [\d,]+ \|/)
    expect(data.stats.find(({ id }) => id === 'skills.invocations')).toMatchObject({ previousPartial: true })
  })

  test('marks lower bounds and explains them', () => {
    const { markdown, text } = buildInsert({ isLowerBound: true })
    expect(findTableRows(markdown).join('\n')).toMatch(/Skill usage \| at least \d/)
    expect(text).toContain('Skill Usage: A lower bound')
  })

  test('names missing days', () => {
    const { text } = buildInsert({ missing: ['2026-08-11'] })
    expect(text).toContain('11 Aug, could not be read')
  })

  test('contains every stat of the response in the data', () => {
    const { data } = buildInsert()
    const { response } = createInput()
    expect(data).toMatchObject({ employeeId: 'e-17', label: 'Q3', period, isCompared: true })
    expect(data.stats.map(({ id }) => id)).toEqual(catalog.map(({ id }) => id))
    for (const { id, ...figures } of data.stats) expect(response.stats[id]).toMatchObject(figures)
  })

  test('escapes the employee’s name in Markdown and HTML', () => {
    const { markdown, html } = buildInsert({}, '<b>*Maya*|\n# Chen')
    expect(markdown).toContain('**\\<b\\>\\*Maya\\*\\| \\# Chen** · ')
    expect(html).toContain('<strong>&#60;b&#62;*Maya*| # Chen</strong> · ')
  })

  test('contains no name when the viewer is the employee', () => {
    expect(buildReviewInsert(englishLanguage, { ...createInput(), employeeName: undefined }).text).toMatch(
      /\n\n1 Jul 2026/,
    )
  })
})

test('is fully translated to German', () => {
  const language = createLanguage('de', de)
  const { text, markdown } = buildReviewInsert(language, {
    ...createInput({ isLowerBound: true, missing: ['2026-08-11'] }),
    title: 'Claude-Nutzung, Q3',
  })
  const englishWords = [
    ...catalog.flatMap(({ id, shortLabel }) => (de[`stat.${id}.shortLabel`] === shortLabel ? [] : [shortLabel])),
    ...products.flatMap(({ id, label }) => (de[`product.${id}.label`] === label ? [] : [label])),
    ...['Figure', 'Before', 'compared', 'Usage', 'at least', 'Source', 'Data through', 'lower bound', 'could not'],
  ]
  for (const word of englishWords) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`))
  expect(findTableRows(markdown).join('\n')).toContain('Skill-Nutzung | mindestens')
})
