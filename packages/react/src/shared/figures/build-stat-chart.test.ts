import { getStat, lastDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishWords } from '../../test/create-words.ts'
import { engineer, latestDay, type StatsFixture, statsFixture } from '../../test/fixtures.ts'
import { buildStatChart } from './build-stat-chart.ts'

const buildChart = (id: Parameters<typeof getStat>[0], fixture: StatsFixture = {}) =>
  buildStatChart(englishWords, getStat(id), statsFixture(fixture))
const findPoint = (props: ReturnType<typeof buildChart>, label: string) =>
  props.points.find((candidate) => candidate.label === label)

describe('buildStatChart', () => {
  test('has one point per day, with its value, unit and provisional mark', () => {
    const messages = buildChart('chat.messages')
    expect(messages.title).toBe('Chat Messages per day')
    expect(messages.points).toHaveLength(30)
    expect(findPoint(messages, 'Fri 20 Nov')).toMatchObject({ provisional: true, note: 'may still change' })
    expect(findPoint(messages, 'Fri 20 Nov')?.text).toMatch(/^\d+ messages$/)
    expect(findPoint(messages, 'Tue 10 Nov')).toMatchObject({ provisional: false, note: '' })
  })

  test('summarizes the extremes and the gaps', () => {
    const messages = buildChart('chat.messages', { missing: ['2026-11-03'] })
    const highest = Math.max(...messages.points.map(({ value }) => value ?? 0))
    const day = messages.points.find(({ value }) => value === highest)?.label.slice('Mon '.length)
    expect(messages.summary).toBe(
      `Chat Messages per day, 22 Oct – 20 Nov. Highest ${highest} (${day}), lowest 0. One gap.`,
    )
    expect(messages.scale.top).toBeGreaterThanOrEqual(highest)
  })

  test('distinguishes a missing day from a day without activity', () => {
    const messages = buildChart('chat.messages', { missing: ['2026-11-03'] })
    expect(findPoint(messages, 'Tue 3 Nov')).toMatchObject({ value: null, missing: true, text: 'not read', note: '' })
    expect(findPoint(messages, 'Sun 8 Nov')).toMatchObject({ value: 0, missing: false, text: '0 messages' })
  })

  test('distinguishes an unpublished day from a missing one', () => {
    const messages = buildChart('chat.messages', { period: { from: '2026-11-01', to: '2026-11-22' } })
    expect(findPoint(messages, 'Sun 22 Nov')).toMatchObject({ value: null, missing: true, text: 'not published yet' })
  })

  test('notes how many days of a week are missing', () => {
    const weeks = buildChart('chat.messages', {
      period: lastDays(90, latestDay),
      missing: ['2026-11-03', '2026-11-04'],
    })
    expect(findPoint(weeks, '2 Nov – 8 Nov')).toMatchObject({ missing: false, note: '2 days missing' })
  })

  test('scales a rate from 0% to 100% and explains days without proposals', () => {
    const rate = buildChart('code.edit_acceptance_rate', { missing: ['2026-11-03'] })
    expect(rate.scale.ticks.map(rate.format)).toEqual(['0%', '50%', '100%'])
    expect(rate.summary).toMatch(/\d+ gaps\. Where nothing was proposed, there is a gap\.$/)
    expect(findPoint(rate, 'Sun 8 Nov')).toMatchObject({ value: null, missing: false, text: 'nothing proposed' })
    expect(findPoint(rate, 'Tue 3 Nov')).toMatchObject({ value: null, missing: true, text: 'not read' })
    expect(findPoint(rate, 'Tue 10 Nov')?.text).toMatch(/^\d+%$/)
  })

  test('abbreviates large numbers on the axis', () => {
    const lines = buildChart('code.lines_added', { habits: { ...engineer, code_lines_added: 900_000 } })
    expect(lines.scale.ticks.map(lines.format).every((tick) => tick.length <= 5)).toBe(true)
    expect(lines.scale.ticks.map(lines.format)).toContain('500k')
  })

  test('says that nothing is known without a Claude user', () => {
    expect(buildChart('chat.messages', { claudeUsers: 0 }).summary).toMatch(/Nothing known\.$/)
  })
})
