import { getStat, lastDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createStatsFixture, engineer, latestDay, type StatsFixtureOptions } from '../../test/fixtures.ts'
import { buildStatChart } from './build-stat-chart.ts'

const buildChart = (id: Parameters<typeof getStat>[0], fixture: StatsFixtureOptions = {}) =>
  buildStatChart(englishLanguage, getStat(id), createStatsFixture(fixture))
const findPoint = ({ points }: ReturnType<typeof buildChart>, label: string) =>
  points.find((point) => point.label === label)

describe('buildStatChart', () => {
  test('has one point per day, with its value and unit, and with a note if it is provisional', () => {
    const messagesChart = buildChart('chat.messages')
    expect(messagesChart.title).toBe('Chat Messages per day')
    expect(messagesChart.points).toHaveLength(30)
    expect(findPoint(messagesChart, 'Fri 20 Nov')).toMatchObject({ isProvisional: true, note: 'may still change' })
    expect(findPoint(messagesChart, 'Fri 20 Nov')?.text).toMatch(/^\d+ messages$/)
    expect(findPoint(messagesChart, 'Tue 10 Nov')).toMatchObject({ isProvisional: false, note: '' })
  })

  test('summarizes the highest value, the lowest value and the number of gaps', () => {
    const messagesChart = buildChart('chat.messages', { missing: ['2026-11-03'] })
    const highest = Math.max(...messagesChart.points.map(({ value }) => value ?? 0))
    const day = messagesChart.points.find(({ value }) => value === highest)?.label.slice('Mon '.length)
    expect(messagesChart.summary).toBe(
      `Chat Messages per day, 22 Oct – 20 Nov. Highest ${highest} (${day}), lowest 0. Days that may still change are left out. One gap.`,
    )
    expect(messagesChart.scale.top).toBeGreaterThanOrEqual(highest)
  })

  test('describes a missing day as not read, and shows 0 for a day without activity', () => {
    const messagesChart = buildChart('chat.messages', { missing: ['2026-11-03'] })
    expect(findPoint(messagesChart, 'Tue 3 Nov')).toMatchObject({
      value: null,
      isMissing: true,
      text: 'not read',
      note: '',
    })
    expect(findPoint(messagesChart, 'Sun 8 Nov')).toMatchObject({ value: 0, isMissing: false, text: '0 messages' })
  })

  test('describes a day after the latest day as not published yet', () => {
    const messagesChart = buildChart('chat.messages', { period: { from: '2026-11-01', to: '2026-11-22' } })
    expect(findPoint(messagesChart, 'Sun 22 Nov')).toMatchObject({
      value: null,
      isMissing: true,
      text: 'not published yet',
    })
  })

  test('describes a day after the employee left as “after the last day”, not as unread or unpublished', () => {
    const period = { from: '2026-11-01', to: '2026-11-22' } as const
    const messagesChart = buildChart('chat.messages', { period, archivedOn: '2026-11-06' })
    const afterLastDay = { value: null, isMissing: false, text: 'after the last day' }
    expect(findPoint(messagesChart, 'Fri 6 Nov')?.value).not.toBeNull()
    expect(findPoint(messagesChart, 'Sat 7 Nov')).toMatchObject(afterLastDay)
    expect(findPoint(messagesChart, 'Sun 22 Nov')).toMatchObject(afterLastDay)
  })

  test('notes how many days of a week are missing', () => {
    const weeklyChart = buildChart('chat.messages', {
      period: lastDays(90, latestDay),
      missing: ['2026-11-03', '2026-11-04'],
    })
    expect(findPoint(weeklyChart, '2 Nov – 8 Nov')).toMatchObject({ isMissing: false, note: '2 days missing' })
  })

  test('has one point per week for a rate, on its own scale, and a gap where nothing was proposed', () => {
    const rateChart = buildChart('code.edit_acceptance_rate', { missing: ['2026-11-03'] })
    expect(rateChart).toMatchObject({ title: 'Edit Acceptance Rate per week', isRate: true })
    expect(rateChart.scale.ticks.map(rateChart.formatTick)).toEqual(['80%', '90%', '100%'])
    expect(findPoint(rateChart, '2 Nov – 8 Nov')).toMatchObject({ isPartial: true, note: 'one day missing' })
    expect(findPoint(rateChart, '9 Nov – 15 Nov')?.text).toMatch(/^\d+%$/)
    const chartWithoutProposals = buildChart('code.edit_acceptance_rate', {
      habits: { code_sessions: 3 },
      firstReadDay: '2026-11-02',
    })
    expect(findPoint(chartWithoutProposals, '26 Oct – 1 Nov')).toMatchObject({
      value: null,
      isMissing: true,
      text: 'not read',
    })
    expect(findPoint(chartWithoutProposals, '9 Nov – 15 Nov')).toMatchObject({ value: null, text: 'nothing proposed' })
    expect(chartWithoutProposals.summary).toMatch(/Where nothing was proposed, there is no point\.$/)
  })

  test('abbreviates the numbers on the axis from 10,000 on', () => {
    const linesChart = buildChart('code.lines_added', { habits: { ...engineer, code_lines_added: 900_000 } })
    expect(linesChart.scale.ticks.map(linesChart.formatTick).every((tick) => tick.length <= 5)).toBe(true)
    expect(linesChart.scale.ticks.map(linesChart.formatTick)).toContain('500k')
  })

  test('summarizes the trend as unknown if no Claude user is linked', () => {
    expect(buildChart('chat.messages', { claudeUsers: 0 }).summary).toMatch(/Nothing known\.$/)
  })
})
