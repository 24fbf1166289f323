import { adoptionIds, catalog, getStat, type StatDefinition, type StatId } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import {
  createDaysFixture,
  createStatsFixture,
  engineerBefore,
  latestDay,
  type StatsFixtureOptions,
} from '../../test/fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildDaysCsv } from './build-days-csv.ts'
import { createActiveDaysFigure } from './create-active-days-figure.ts'
import { createStatFigure } from './create-stat-figure.ts'

const buildLines = (stat: StatDefinition, options: StatsFixtureOptions = {}, language = englishLanguage) => {
  return splitLines(
    buildDaysCsv(language, createStatFigure(language, stat, createStatsFixture(options)), listFixtureDays(options)),
  )
}
const buildActiveDaysLines = (options: StatsFixtureOptions = {}) =>
  splitLines(
    buildDaysCsv(
      englishLanguage,
      createActiveDaysFigure(englishLanguage, createStatsFixture(options)),
      listFixtureDays(options),
    ),
  )
const listFixtureDays = (options: StatsFixtureOptions) => createDaysFixture(options).days
const splitLines = (file: string) => file.replace('\uFEFF', '').split('\r\n').slice(0, -1)
const findLine = (day: string, ...options: Parameters<typeof buildLines>) =>
  buildLines(...options).find((line) => line.startsWith(`"${day}"`))

/** Adds up the columns of numbers, as a spreadsheet does: an empty cell adds nothing. */
const sumColumns = (lines: readonly string[], columnCount: number) =>
  Array.from({ length: columnCount }, (_, index) => {
    const cells = lines.slice(1).flatMap((line) => line.split(',')[1 + index] || [])
    return cells.length > 0 ? cells.reduce((sum, cell) => sum + Number(cell), 0) : null
  })

const cases: readonly (readonly [string, StatsFixtureOptions])[] = [
  ['a typical period', {}],
  ['a year', { period: { from: '2025-11-21', to: latestDay } }],
  [
    'a period with unread days, a first day and a last day',
    {
      missing: ['2026-11-03', '2026-11-04'],
      startedOn: '2026-10-26',
      archivedOn: '2026-11-12',
    },
  ],
  ['lower bounds', { isLowerBound: true }],
  ['someone who uses one product', { habits: { chat_messages: 4 } }],
  ['someone without a Claude user', { claudeUsers: 0 }],
]

describe('buildDaysCsv', () => {
  test.each(cases)(
    'has one column that adds up to a count, and two columns whose sums divide to a rate: %s',
    (_, options) => {
      const { stats } = createStatsFixture(options)
      for (const stat of catalog) {
        const lines = buildLines(stat, options)
        const [sum = null, divisor = null] = sumColumns(lines, stat.kind === 'ratio' ? 2 : 1)
        const value = stat.kind === 'sum' ? sum : divisor ? (sum ?? 0) / divisor : null
        expect(value, stat.id).toBe(stats[stat.id].value)
      }
    },
  )

  test('gives the count of each day, when the day was read, the source, and whether the count may still change', () => {
    const [headers] = buildLines(getStat('chat.messages'))
    expect(headers).toBe('"Day","Chat: Messages (messages)","Read at (UTC)","Source","State"')
    const options = { missing: ['2026-11-04'], startedOn: '2026-10-26', archivedOn: '2026-11-19' } as const
    const getLine = (day: string, id: StatId = 'chat.messages', otherOptions: StatsFixtureOptions = {}) =>
      findLine(day, getStat(id), { ...options, ...otherOptions })
    expect(getLine('2026-10-25')).toBe('"2026-10-25",,"","","before the first day"')
    expect(getLine('2026-11-03')).toMatch(/^"2026-11-03",\d+,"2026-11-11 10:00","list of users","settled"$/)
    expect(getLine('2026-11-04')).toBe('"2026-11-04",,"","","not read"')
    expect(getLine('2026-11-18')).toMatch(/,\d+,"2026-11-22 10:08","list of users","may still change"$/)
    expect(getLine('2026-11-20')).toBe('"2026-11-20",,"","","after the last day"')
    expect(getLine('2026-11-03', 'skills.invocations')).toMatch(/,"2026-11-11 10:00","report","settled"$/)
    expect(getLine('2026-11-03', 'skills.invocations', { isLowerBound: true })).toMatch(
      /,"2026-11-11 10:00","list of users","lower bound, settled"$/,
    )
    expect(getLine('2026-11-03', 'code.edit_acceptance_rate')).toMatch(/^"2026-11-03",\d+,\d+,"2026-11-11 10:00",/)
  })

  test('also gives the days behind the previous value of a figure', () => {
    const { previous, stats } = createStatsFixture({ habitsBefore: engineerBefore })
    const lines = buildLines(getStat('connectors.invocations'), { period: previous, habits: engineerBefore })
    expect(sumColumns(lines, 1)).toEqual([stats['connectors.invocations'].previous])
  })

  test.each(cases)('has one column per product that adds up to its number of active days: %s', (_, options) => {
    const { activeDays } = createStatsFixture(options)
    const sums = sumColumns(buildActiveDaysLines(options), adoptionIds.length)
    expect(sums).toEqual(adoptionIds.map((id) => activeDays[id].value))
  })

  test('names the report of each day for active days, and the days on which a product may have been in use', () => {
    const habits = { chat_messages: 4 }
    const findDay = (day: string, options: StatsFixtureOptions) =>
      buildActiveDaysLines({ habits, ...options }).find((line) => line.startsWith(`"${day}"`))
    const [headers] = buildActiveDaysLines({ habits })
    expect(headers).toBe(
      '"Day","Active days: Any product","Active days: Chat","Active days: Claude Code","Active days: Skills and connectors","Active days: Excel","Active days: PowerPoint","Read at (UTC)","Source: Skill usage","Source: Connector usage","State"',
    )
    expect(findDay('2026-11-03', {})).toBe('"2026-11-03",1,1,0,0,0,0,"2026-11-11 10:00","report","report","settled"')
    expect(findDay('2026-11-03', { isLowerBound: true })).toBe(
      '"2026-11-03",1,1,0,0,0,0,"2026-11-11 10:00","list of users","list of users","lower bound, settled"',
    )
    expect(findDay('2026-11-03', { missing: ['2026-11-03'] })).toBe('"2026-11-03",,,,,,,"","","","not read"')
  })

  test('has the language of the page, and the separator of spreadsheets in that language', () => {
    const [headers, line] = buildLines(getStat('code.edit_acceptance_rate'), {}, createLanguage('de', de))
    expect(headers).toBe(
      `"Tag";"Claude Code: ${de['stat.code.edit_acceptance_rate.shortLabel']}, Angenommen";"Claude Code: ${de['stat.code.edit_acceptance_rate.shortLabel']}, Vorgeschlagen";"Gelesen um (UTC)";"Quelle";"Stand"`,
    )
    expect(line).toMatch(/^"2026-10-22";\d+;\d+;"2026-10-30 10:00";"Nutzerliste";"steht fest"$/)
  })
})
