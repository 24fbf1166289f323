import { getStat, lastDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishWords } from '../../test/create-words.ts'
import { engineer, latestDay, type StatsFixture, statsFixture } from '../../test/fixtures.ts'
import { buildStatChart } from './build-stat-chart.ts'

const chart = (id: Parameters<typeof getStat>[0], fixture: StatsFixture = {}) =>
  buildStatChart(englishWords, getStat(id), statsFixture(fixture))
const point = (props: ReturnType<typeof chart>, label: string) =>
  props.points.find((candidate) => candidate.label === label)

describe('a stat’s chart', () => {
  test('has a point for every day, with its value, its unit and what may still change', () => {
    const messages = chart('chat.messages')
    expect(messages.title).toBe('Chat Messages per day')
    expect(messages.points).toHaveLength(30)
    expect(point(messages, 'Fri 20 Nov')).toMatchObject({ provisional: true, note: 'may still change' })
    expect(point(messages, 'Fri 20 Nov')?.text).toMatch(/^\d+ messages$/)
    expect(point(messages, 'Tue 10 Nov')).toMatchObject({ provisional: false, note: '' })
  })

  test('says its extremes and its gaps', () => {
    const messages = chart('chat.messages', { missing: ['2026-11-03'] })
    const highest = Math.max(...messages.points.map(({ value }) => value ?? 0))
    const day = messages.points.find(({ value }) => value === highest)?.label.slice('Mon '.length)
    expect(messages.summary).toBe(
      `Chat Messages per day, 22 Oct – 20 Nov. Highest ${highest} (${day}), lowest 0. One gap.`,
    )
    expect(messages.scale.top).toBeGreaterThanOrEqual(highest)
  })

  test('tells a day that was not read from one without activity', () => {
    const messages = chart('chat.messages', { missing: ['2026-11-03'] })
    expect(point(messages, 'Tue 3 Nov')).toMatchObject({ value: null, missing: true, text: 'not read', note: '' })
    expect(point(messages, 'Sun 8 Nov')).toMatchObject({ value: 0, missing: false, text: '0 messages' })
  })

  test('tells a day that Claude has not published from one that was not read', () => {
    const messages = chart('chat.messages', { period: { from: '2026-11-01', to: '2026-11-22' } })
    expect(point(messages, 'Sun 22 Nov')).toMatchObject({ value: null, missing: true, text: 'not published yet' })
  })

  test('says of a week how many of its days are missing', () => {
    const weeks = chart('chat.messages', { period: lastDays(90, latestDay), missing: ['2026-11-03', '2026-11-04'] })
    expect(point(weeks, '2 Nov – 8 Nov')).toMatchObject({ missing: false, note: '2 days missing' })
  })

  test('of a rate is of the whole, and names days on which nothing was proposed', () => {
    const rate = chart('code.edit_acceptance_rate', { missing: ['2026-11-03'] })
    expect(rate.scale.ticks.map(rate.format)).toEqual(['0%', '50%', '100%'])
    expect(rate.summary).toMatch(/\d+ gaps\. Where nothing was proposed, there is a gap\.$/)
    expect(point(rate, 'Sun 8 Nov')).toMatchObject({ value: null, missing: false, text: 'nothing proposed' })
    expect(point(rate, 'Tue 3 Nov')).toMatchObject({ value: null, missing: true, text: 'not read' })
    expect(point(rate, 'Tue 10 Nov')?.text).toMatch(/^\d+%$/)
  })

  test('of huge numbers has ticks that fit beside it', () => {
    const lines = chart('code.lines_added', { habits: { ...engineer, code_lines_added: 900_000 } })
    expect(lines.scale.ticks.map(lines.format).every((tick) => tick.length <= 5)).toBe(true)
    expect(lines.scale.ticks.map(lines.format)).toContain('500k')
  })

  test('of someone of whom nothing is known says so', () => {
    expect(chart('chat.messages', { claudeUsers: 0 }).summary).toMatch(/Nothing known\.$/)
  })
})
