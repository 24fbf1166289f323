import type { CheckedMonth, Day, StatId } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture } from '../../test/fixtures.ts'
import { describeChecks, describeStatChecks } from './describe-checks.ts'

const period = { from: '2026-07-01', to: '2026-09-30' } as const
const months: readonly Day[] = ['2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01']

const createCheckedMonths = (
  change: (month: Day) => Partial<CheckedMonth> | null = () => ({}),
): readonly CheckedMonth[] =>
  months.flatMap((month) => {
    const changes = change(month)
    return changes ? { month, checkedAt: '2026-10-08T09:00:00.000Z', result: 'equal', stats: [], ...changes } : []
  })

const createDifference = (...stats: readonly StatId[]) => ({ result: 'differs', stats }) as const

const describeMonths = (checkedMonths: readonly CheckedMonth[], language = englishLanguage, hasYear = false) =>
  describeChecks(language, createStatsFixture({ period, checkedMonths }), hasYear)

describe('describeChecks', () => {
  test('says nothing if no month was compared', () => {
    expect(describeMonths([])).toEqual([])
  })

  test('says when the figures were compared, and through which day they are equal', () => {
    expect(describeMonths(createCheckedMonths())).toEqual([
      'Checked against Claude’s totals on 8 Oct: equal through 30 Sept.',
    ])
    expect(describeMonths(createCheckedMonths(), createLanguage('en-GB'), true)).toEqual([
      'Checked against Claude’s totals on 8 Oct 2026: equal through 30 Sept 2026.',
    ])
  })

  test('names the periods of equal days if some earlier days were not compared or are not comparable', () => {
    expect(describeMonths(createCheckedMonths((month) => (month < '2026-06-01' ? null : {})))).toEqual([
      'Checked against Claude’s totals on 8 Oct: 1 Jun – 30 Sept are equal.',
    ])
    expect(
      describeMonths(createCheckedMonths((month) => (month === '2026-06-01' ? { result: 'not_comparable' } : {}))),
    ).toEqual([
      'Checked against Claude’s totals on 8 Oct: 1 Apr – 31 May and 1 Jul – 30 Sept are equal.',
      'Claude gives no comparable totals for Jun.',
    ])
  })

  test('names the stats of a month that differ', () => {
    const describeJune = (...stats: readonly StatId[]) =>
      describeMonths(createCheckedMonths((month) => (month === '2026-06-01' ? createDifference(...stats) : {})))[1]
    expect(describeJune('code.commits')).toBe('Jun differs from Claude’s totals in Commits, checked on 8 Oct.')
    expect(describeJune('chat.messages', 'code.commits')).toBe(
      'Jun differs from Claude’s totals in Chat Messages and Commits, checked on 8 Oct.',
    )
    expect(describeJune('chat.messages', 'code.commits', 'excel.skills', 'excel.messages')).toBe(
      'Jun differs from Claude’s totals in 4 figures, checked on 8 Oct.',
    )
  })

  test('stays short if many months differ', () => {
    expect(
      describeMonths(createCheckedMonths((month) => (month > '2026-05-01' ? createDifference('code.commits') : {}))),
    ).toEqual([
      'Checked against Claude’s totals on 8 Oct: equal through 31 May.',
      'Jun, Jul, Aug and Sept differ from Claude’s totals, checked on 8 Oct.',
    ])
  })

  test('does not count the days before Claude’s first records as a gap', () => {
    const january: CheckedMonth = { ...createCheckedMonths()[0], month: '2026-01-01' } as CheckedMonth
    const response = createStatsFixture({
      period: { from: '2026-01-08', to: '2026-02-20' },
      checkedMonths: [january],
    })
    expect(describeChecks(englishLanguage, response)).toEqual([
      'Checked against Claude’s totals on 8 Oct: equal through 31 Jan.',
    ])
  })
})

describe('describeStatChecks', () => {
  const describeStat = (statId: StatId, checkedMonths: readonly CheckedMonth[], isLowerBound = false) =>
    describeStatChecks(englishLanguage, createStatsFixture({ period, checkedMonths, isLowerBound }), statId)
  const june = createCheckedMonths((month) =>
    month === '2026-06-01' ? createDifference('code.commits', 'chat.messages') : {},
  )

  test('says whether this stat differs, and nothing about other stats', () => {
    expect(describeStat('code.commits', june)).toContain(
      'Jun 2026 differs from Claude’s totals in Commits, checked on 8 Oct 2026.',
    )
    expect(describeStat('code.pull_requests', june)).toBe(
      'Checked against Claude’s totals on 8 Oct 2026: equal through 30 Sept 2026.',
    )
  })

  test('says nothing about a stat without a comparable total', () => {
    expect(describeStat('chat.conversations', june)).toBe('')
    expect(describeStat('excel.sessions', june)).toBe('')
    expect(describeStat('skills.invocations', june)).not.toBe('')
    expect(describeStat('skills.invocations', june, true)).toBe('')
  })
})
