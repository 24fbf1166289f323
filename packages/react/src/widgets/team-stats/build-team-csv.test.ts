import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { createLanguage, englishLanguage } from '../../test/create-language.ts'
import { createTeamFixture } from '../../test/team-fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildTeamCsv } from './build-team-csv.ts'

const labels = {
  id: 'Employee ID',
  name: 'Name',
  from: 'From',
  to: 'To',
  note: 'Note',
  partial: 'Partial',
  rateRange: '0 to 1',
}

describe('buildTeamCsv', () => {
  test('writes one line per person, leaves unknown values empty and makes formulas harmless', () => {
    const { people, period } = createTeamFixture({
      people: [{ name: '=HYPERLINK("x")' }, { name: 'Noor', claudeUsers: 0 }],
      stats: ['chat.messages', 'skills.invocations', 'code.edit_acceptance_rate'],
      isLowerBound: true,
    })
    const stats = (['chat.messages', 'code.edit_acceptance_rate', 'skills.invocations'] as const).map(getStat)
    expect(buildTeamCsv({ language: englishLanguage, labels, period, stats, people }).split('\r\n')).toEqual([
      '\uFEFF"Employee ID","Name","From","To","Chat: Messages (messages)",' +
        '"Claude Code: Edit acceptance rate (0 to 1)","Skills and connectors: Skill usage (invocations)","Partial"',
      `"e-0","'=HYPERLINK(""x"")","2026-10-22","2026-11-20",0,,0,"Skills and connectors: Skill usage"`,
      '"e-1","Noor","2026-10-22","2026-11-20",,,,""',
      '',
    ])
  })

  test('has the people’s own notes in a column, on one line, shortened, and without formulas', () => {
    const { people, period } = createTeamFixture({ people: [{ name: 'Ada' }, { name: 'Bo' }, { name: 'Cy' }] })
    const notes = new Map([
      ['e-0', '=1+1'],
      ['e-1', `on\ncall ${'x'.repeat(400)}`],
    ])
    const csv = buildTeamCsv({ language: englishLanguage, labels, period, stats: [], people, notes })
    expect(csv.split('\r\n').map((line) => line.split(',').at(-1))).toEqual([
      '"Note"',
      `"'=1+1"`,
      `"on call ${'x'.repeat(272)}"`,
      '""',
      '',
    ])
  })

  test('names the product of every stat, so that all headers differ', () => {
    const { people, period } = createTeamFixture()
    const stats = (['code.sessions', 'excel.sessions', 'powerpoint.sessions'] as const).map(getStat)
    const [headers] = buildTeamCsv({ language: englishLanguage, labels, period, stats, people }).split('\r\n')
    expect(headers).toContain('"Claude Code: Sessions (sessions)","Excel: Sessions (sessions)"')
  })

  test('names stats and units in the given language, and writes numbers as spreadsheets in that locale expect them', () => {
    const { people, period } = createTeamFixture({
      people: [{ name: 'Maya', habits: { code_edits_accepted: 7, code_edits_rejected: 2 } }],
    })
    const stats = [getStat('code.edits_accepted'), getStat('code.edit_acceptance_rate')]
    const [headers, line] = buildTeamCsv({ language: createLanguage('de', de), labels, period, stats, people }).split(
      '\r\n',
    )
    expect(headers).toContain(`;"Claude Code: ${de['stat.code.edits_accepted.shortLabel']} (Änderungen)";`)
    expect(line).toMatch(/^"e-0";"Maya";"2026-10-22";"2026-11-20";\d+;0,\d{1,3};""$/)
  })
})
