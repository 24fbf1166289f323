import { getStat } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { englishLanguage } from '../../test/create-language.ts'
import { createTeamFixture } from '../../test/team-fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { buildTeamCsv } from './build-team-csv.ts'

describe('buildTeamCsv', () => {
  test('writes one line per person, leaves unknown values empty and makes formulas harmless', () => {
    const { people } = createTeamFixture({
      people: [{ name: '=HYPERLINK("x")' }, { name: 'Noor', claudeUsers: 0 }],
      stats: ['chat.messages', 'skills.invocations', 'code.edit_acceptance_rate'],
      isLowerBound: true,
    })
    const stats = (['chat.messages', 'code.edit_acceptance_rate', 'skills.invocations'] as const).map(getStat)
    const labels = { name: 'Name', partial: 'Partial', rate: '0 to 1' }
    expect(buildTeamCsv({ language: englishLanguage, labels, stats, people }).split('\r\n')).toEqual([
      '\uFEFF"Name","Chat Messages (messages)","Edit Acceptance Rate (0 to 1)","Skill Usage (invocations)","Partial"',
      `"'=HYPERLINK(""x"")",0,,0,"Skill Usage"`,
      '"Noor",,,,""',
      '',
    ])
  })

  test('names stats and units in the given language', () => {
    const stats = [getStat('chat.messages')]
    const labels = { name: 'Name', partial: 'Unvollständig', rate: '0 bis 1' }
    const csv = buildTeamCsv({ language: { locale: 'de', texts: de }, labels, stats, people: [] })
    expect(csv).toContain(`"${de['stat.chat.messages.label']} (Nachrichten)"`)
  })
})
