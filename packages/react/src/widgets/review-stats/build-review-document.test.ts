import { catalog, products } from '@windmill/claude-core'
import { findObservations } from '@windmill/claude-core/observations'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineerBefore, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildReviewDocument } from './build-review-document.ts'

const period = { from: '2026-07-01', to: '2026-09-30' } as const
const createInput = (fixture: StatsFixtureOptions = {}, employeeName: string | undefined = 'Maya Chen') => {
  const response = createStatsFixture({ period, habitsBefore: engineerBefore, ...fixture })
  return {
    response,
    observations: findObservations(response),
    title: 'Claude usage, Q3',
    employeeName,
    isReadingHistory: false,
  }
}
const buildDocument = (...args: Parameters<typeof createInput>) =>
  buildReviewDocument(englishLanguage, createInput(...args))

describe('buildReviewDocument', () => {
  test('contains the name, both periods, the changes, all figures and their coverage', () => {
    const { text } = buildDocument()
    expect(text).toMatch(/^Claude usage, Q3\n\nMaya Chen · 1 Jul 2026 – 30 Sept 2026, compared with/)
    expect(text).toContain('What changed most\n\n• Excel is new: ')
    expect(text).not.toContain('Ask:')
    expect(text).toMatch(/\nClaude Code: Commits: [\d,]+, Before [\d,]+\n/)
    expect(text).toMatch(/About this data: Source: .* Data through /)
    expect(text).toMatch(/Usage is context, not performance: .*$/)
  })

  test('isolates a right-to-left name from the periods after it', () => {
    expect(buildDocument({}, 'נועה 2').text).toContain('\n\u2068נועה 2\u2069 · 1 Jul 2026')
  })

  test('lists unused products in one sentence instead of rows of zeros', () => {
    const { text } = buildDocument({ habits: { chat_conversations: 4, chat_messages: 20 } })
    expect(text).toMatch(/Without activity: .*Claude Code.*PowerPoint\./)
    expect(text).not.toContain('Claude Code: Commits')
  })

  test('omits observations and previous values when there is no comparison', () => {
    const { text } = buildDocument({ firstReadDay: '2026-06-10' })
    expect(text).toContain('without a comparison')
    expect(text).not.toContain('What changed most')
    expect(text).toMatch(/\nClaude Code: Commits: [\d,]+\n/)
  })

  test('lists what changed and what changed little under different headings', () => {
    const { text } = buildDocument()
    const [changed = '', unchanged = ''] = text.split('\nUnchanged\n')
    expect(changed).toContain('What changed most')
    expect(changed).not.toMatch(/\d vs \d/)
    expect(unchanged).toMatch(/^\n• Skills: [\d,]+ vs [\d,]+ invocations\.\n/)
  })

  test('says “on the days that were read” of a product without activity if a day is missing', () => {
    const { text } = buildDocument({ habits: { chat_messages: 20 }, missing: ['2026-08-11'] })
    expect(text).toMatch(/Without activity on the days that were read: .*PowerPoint/)
  })

  test('names the last day of someone who left, and does not call later days unread', () => {
    const { text } = buildDocument({ archivedOn: '2026-08-11' })
    expect(text).toContain('Data through 11 Aug 2026.')
    expect(text).toContain(
      'Left on 11 Aug. Later days are not counted. No comparison: too much of this period is after',
    )
    expect(text).not.toContain('could not be read')
  })

  test('marks lower bounds in both periods, and explains them', () => {
    const { text } = buildDocument({ isLowerBound: true })
    expect(text).toMatch(/Skill usage: at least [\d,]+, Before at least [\d,]+\n/)
    expect(text).toContain('Skill Usage: A lower bound')
  })

  test('names missing days', () => {
    const { text } = buildDocument({ missing: ['2026-08-11'] })
    expect(text).toContain('11 Aug, could not be read')
  })

  test('escapes the employee’s name in HTML', () => {
    const { html } = buildDocument({}, '<b>*Maya*|\n# Chen')
    expect(html).toContain('<strong>&#60;b&#62;*Maya*| # Chen</strong> · ')
  })

  test('quotes the employee’s note as one line of plain text', () => {
    const input = { ...createInput(), note: `<b>On\ncall</b> ${'x'.repeat(400)}` }
    const { text, html } = buildReviewDocument(englishLanguage, input)
    expect(text).toContain(`\n\nThe employee’s note: <b>On call</b> ${'x'.repeat(265)}\n\n`)
    expect(html).toContain('<p>The employee’s note: &#60;b&#62;On call')
    expect(buildReviewDocument(englishLanguage, { ...input, note: ' ' }).text).not.toContain('note')
  })

  test('contains no name when the viewer is the employee', () => {
    expect(buildReviewDocument(englishLanguage, { ...createInput(), employeeName: undefined }).text).toMatch(
      /\n\n1 Jul 2026/,
    )
  })
})

test('the document is fully translated to German', () => {
  const language = createLanguage('de', de)
  const { text } = buildReviewDocument(language, {
    ...createInput({ isLowerBound: true, missing: ['2026-08-11'] }),
    title: 'Claude-Nutzung, Q3',
  })
  const englishWords = [
    ...catalog.flatMap(({ id, shortLabel }) => (de[`stat.${id}.shortLabel`] === shortLabel ? [] : [shortLabel])),
    ...products.flatMap(({ id, label }) => (de[`product.${id}.label`] === label ? [] : [label])),
    ...['Figure', 'Before', 'compared', 'Usage', 'at least', 'Source', 'Data through', 'lower bound', 'could not'],
  ]
  for (const word of englishWords) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`))
  expect(text).toContain('Skill-Nutzung: mindestens')
})
