import type { LinkValue, LogEntry } from '@windmill/claude-core'
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
    'Ines Ferreira viewed adoption for everyone',
    'Ines Ferreira exported the figures of everyone',
    'Rosa Marín exported the figures of everyone below Rosa Marín',
    'Ines Ferreira saw when Aiko Tanaka, Ben Okafor and 4 others last used Claude',
    'Ines Ferreira unlinked a Claude account from Maya Chen, to be ignored from now on',
    'Ines Ferreira moved a Claude account from Tomás Ribeiro to Maya Chen',
    'Ines Ferreira linked a Claude account to Tomás Ribeiro',
    '1,342 employees got new employee numbers: This app',
    'Ines Ferreira confirmed a directory with far fewer people than before',
    'Ines Ferreira confirmed that figures come from another Claude organization now',
    'Ines Ferreira allowed figures of Tomás Ribeiro to be stored again',
    'Ines Ferreira erased all that is stored about Tomás Ribeiro',
    'Ines Ferreira exported all that is stored about Maya Chen',
    'Your company’s directory changed whether usage of Maya Chen is read and shown',
    'Ines Ferreira replaced the key for Claude',
    'Ines Ferreira connected Claude',
    'Ines Ferreira made a link for Claude’s Primary Owner',
    'Ines Ferreira withdrew the link for Claude’s Primary Owner',
    'The rules for stored data have changed',
    'New figures arrive from Claude again',
    'No new figures have arrived from Claude for two days',
    'The connection to Claude needs attention',
    'The directory is out of date, so managers see nobody for now',
    'More Claude accounts are matched to no employee',
    'The first figures arrived from Claude',
    'Ines Ferreira disconnected Claude and erased all figures',
    'Ines Ferreira disconnected Claude',
    'Figures of October 2026 differ from Claude’s totals',
    'Ines Ferreira had all months checked against Claude’s totals',
  ])
  expect(lines.flatMap(({ detail }) => detail ?? [])).toEqual([
    'a file with 12,480 rows',
    ...Array.from({ length: 3 }, () => 'Claude’s id of the account: user_01Hq8sZk2VdXw7'),
    'through their link for the Primary Owner',
    'figures are kept for: 365 days (before: no limit) · figures are kept from: 1 Mar 2026 (before: 1 Jan 2026)',
    'Chat Messages and Commits',
  ])
})

test('describes each change of a link in its own words', () => {
  const [entry] = logs.everyEvent.entries.filter(({ event }) => event.kind === 'link_changed')
  if (entry?.event.kind !== 'link_changed') throw new Error('The fixture has no change of a link.')
  const { event } = entry
  const noLink = { employee: null, method: null, ignored: false }
  const ignoredLink = { ...noLink, ignored: true }
  const describeChange = (from: LinkValue, to: LinkValue) =>
    describeAll(english, [{ ...entry, event: { ...event, from, to } }])[0]?.text
  expect(describeChange(event.from, noLink)).toBe('Ines Ferreira unlinked a Claude account from Maya Chen')
  expect(describeChange(noLink, event.from)).toBe('Ines Ferreira linked a Claude account to Maya Chen')
  expect(describeChange(ignoredLink, event.from)).toBe('Ines Ferreira linked a Claude account to Maya Chen')
  expect(describeChange(noLink, ignoredLink)).toBe('Ines Ferreira set a Claude account to be ignored')
  expect(describeChange(ignoredLink, noLink)).toBe('Ines Ferreira set a Claude account to be matched again')
})

test('describes every kind of event without unfilled placeholders, in English and in German', () => {
  for (const language of [english, german]) {
    for (const { text } of describeAll(language, logs.everyEvent.entries)) {
      expect(text).not.toMatch(/[{}]|no description|keine Beschreibung/)
    }
  }
})

test('describes a read for an unknown purpose as a read, with the opened and the compared period', () => {
  const [entry] = logs.everyEvent.entries
  if (entry?.event.kind !== 'read') throw new Error('The fixture has no read.')
  const { event } = entry
  const unknownRead = { ...entry, event: { ...event, purpose: 'gossip' as 'profile' } }
  expect(describeAll(english, [unknownRead])).toMatchObject([
    {
      text: 'Tomás Ribeiro read figures of Maya Chen',
      openedPeriods: [event.periods[0]],
      comparedPeriod: event.periods[1],
    },
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
