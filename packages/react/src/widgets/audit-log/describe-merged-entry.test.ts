import type { LogEntry } from '@windmill/claude-core'
import { fillText, type Text } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import type { Language } from '../../shared/format/use-texts.ts'
import { logs } from '../../test/people-fixtures.ts'
import { de } from '../../texts/de/index.ts'
import { type AuditLogText, enAuditLog } from '../../texts/en/audit-log.ts'
import { enLog } from '../../texts/en/log.ts'
import { describeMergedEntry } from './describe-merged-entry.ts'
import { mergeEntries } from './merge-entries.ts'

type AuditLanguage = Language<AuditLogText | keyof typeof enLog>

const createLanguage = (
  locale: string,
  table: Readonly<Record<AuditLogText | keyof typeof enLog, Text>>,
): AuditLanguage => ({
  locale,
  texts: {},
  t: (key, values) => fillText(locale, table[key], values),
})
const english = createLanguage('en-GB', { ...enAuditLog, ...enLog })
const german = createLanguage('de', de)

const describeAll = (language: AuditLanguage, entries: readonly LogEntry[]) =>
  mergeEntries(language.locale, entries).map((entry) => describeMergedEntry(language, entry))

test('describes every kind of event in a sentence that names its actor and its subject', () => {
  const lines = describeAll(english, logs.everyEvent.entries)
  expect(lines.map(({ text }) => text)).toEqual([
    'Tomás Ribeiro viewed the page of Maya Chen',
    'Tomás Ribeiro viewed the page of Maya Chen',
    'Tomás Ribeiro viewed the figures of Maya Chen for a 1:1',
    'Ines Ferreira, standing in for Rosa Marín, viewed the figures of Maya Chen for a review',
    'Rosa Marín viewed the team figures of everyone below Rosa Marín',
    'Ines Ferreira viewed the adoption of everyone',
    'Ines Ferreira exported the figures of everyone',
    'Rosa Marín exported the figures of everyone below Rosa Marín',
    'Ines Ferreira saw when Aiko Tanaka, Ben Okafor and 4 others last used Claude',
    'Ines Ferreira moved a Claude account from Maya Chen to “not in the directory”',
    'Ines Ferreira moved a Claude account from Tomás Ribeiro to Maya Chen',
    'Ines Ferreira moved a Claude account from nobody to Tomás Ribeiro',
    'The system changed the ids of 1,342 employees',
    'Ines Ferreira accepted a directory with far fewer people',
    'Ines Ferreira accepted another Claude organization',
    'Ines Ferreira lifted the erasure of Tomás Ribeiro',
    'Ines Ferreira erased all that is stored about Tomás Ribeiro',
    'Ines Ferreira exported all that is stored about Maya Chen',
    'Your company’s directory changed how Maya Chen takes part',
    'Ines Ferreira replaced the key',
    'Ines Ferreira connected Claude',
    'Ines Ferreira made a link for the Primary Owner',
    'Ines Ferreira revoked the link for the Primary Owner',
    'Figures arrive from Claude again',
    'No new day arrived from Claude for two days',
    'The connection to Claude needs attention',
    'The directory was not read for too long, so managers see nobody',
    'More Claude accounts have no employee',
    'The first figures arrived from Claude',
    'Ines Ferreira disconnected Claude and erased all figures',
    'Ines Ferreira disconnected Claude',
    'Figures of October 2026 differ from Claude’s totals',
    'Ines Ferreira asked for a comparison with Claude’s totals',
  ])
  expect(lines.flatMap(({ detail }) => detail ?? [])).toEqual([
    '12,480 rows',
    ...Array.from({ length: 3 }, () => 'user_01Hq8sZk2VdXw7'),
    'through the link that they made for the Primary Owner',
    'Chat Messages and Commits',
  ])
})

test('describes every kind of event without unfilled placeholders, in English and in German', () => {
  for (const language of [english, german]) {
    for (const { text } of describeAll(language, logs.everyEvent.entries)) {
      expect(text).not.toMatch(/[{}]|no description|keine Beschreibung/)
    }
  }
})

test('describes a read for an unknown purpose as a read, with its periods', () => {
  const [entry] = logs.everyEvent.entries
  if (entry?.event.kind !== 'read') throw new Error('The fixture has no read.')
  const { event } = entry
  const unknownRead = { ...entry, event: { ...event, purpose: 'gossip' as 'profile' } }
  expect(describeAll(english, [unknownRead])).toMatchObject([
    { text: 'Tomás Ribeiro read figures of Maya Chen', periods: event.periods },
  ])
})

test('merges only entries with the same time, actor and event, and loses no employee', () => {
  const { entries } = logs.everyEvent
  const mapping = entries.filter(({ event }) => event.kind === 'read' && event.purpose === 'mapping')
  const later = mapping.map((entry) => ({ ...entry, at: '2026-11-20T12:00:00Z' }))
  const byOtherActor = mapping.map((entry) => ({
    ...entry,
    actor: { ...entry.actor, name: 'Other' } as LogEntry['actor'],
  }))
  const merged = mergeEntries('en-GB', [...later, ...mapping, ...byOtherActor])
  expect(
    merged.map(({ about }) => typeof about === 'object' && 'employees' in about && about.employees.length),
  ).toEqual([6, 6, 6])
  const connected = entries.filter(({ event }) => event.kind === 'connected')
  expect(mergeEntries('en-GB', [...connected, ...connected])).toHaveLength(2)
})
