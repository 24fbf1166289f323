import { getStat } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { teamFixture } from '../test/team-fixtures.ts'
import { statsWords } from '../test/words.ts'
import { de } from '../texts/de.ts'
import { teamCsv } from './team-csv.ts'

test('a file has a line for each person in view, nothing where nothing is known, and no formulas', () => {
  const { people } = teamFixture({
    people: [{ name: '=HYPERLINK("x")' }, { name: 'Noor', claudeUsers: 0 }],
    stats: ['chat.messages', 'skills.invocations', 'code.edit_acceptance_rate'],
    lowerBound: true,
  })
  const stats = people[0]
    ? ([...Object.keys(people[0].stats)] as (keyof (typeof people)[0]['stats'])[]).map(getStat)
    : []
  expect(
    teamCsv({ words: statsWords, labels: { name: 'Name', partial: 'Partial', rate: '0 to 1' }, stats, people }).split(
      '\r\n',
    ),
  ).toEqual([
    '\uFEFF"Name","Chat Messages (messages)","Edit Acceptance Rate (0 to 1)","Skill Usage (invocations)","Partial"',
    `"'=HYPERLINK(""x"")",0,,0,"Skill Usage"`,
    '"Noor",,,,""',
    '',
  ])
})

test('a file speaks the language of the page', () => {
  const stats = [getStat('chat.messages')]
  const labels = { name: 'Name', partial: 'Unvollständig', rate: '0 bis 1' }
  const file = teamCsv({ words: { ...statsWords, locale: 'de', texts: de }, labels, stats, people: [] })
  expect(file).toContain(`"${de['stat.chat.messages.label']} (Nachrichten)"`)
})
