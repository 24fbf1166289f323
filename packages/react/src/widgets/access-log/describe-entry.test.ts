import { employeeId, type LogEntry, type Participation } from '@windmill/claude-core'
import { fillText, type Text, type Translate } from '@windmill/claude-core/observations'
import { expect, test } from 'vitest'
import { de } from '../../texts/de/index.ts'
import { enAccessLog } from '../../texts/en/access-log.ts'
import { enLog } from '../../texts/en/log.ts'
import { describeEntry } from './describe-entry.ts'

type TextId = keyof typeof enAccessLog | keyof typeof enLog

const createTranslate =
  (locale: string, table: Readonly<Record<TextId, Text>>): Translate<TextId> =>
  (key, values) =>
    fillText(locale, table[key], values)
const english = createTranslate('en-GB', { ...enAccessLog, ...enLog })
const german = createTranslate('de', de)

const maya = { id: employeeId('e-17'), name: 'Maya Chen' }
const createChange = (to: Participation | null): LogEntry => ({
  at: '2026-11-21T18:20:00Z',
  actor: null,
  actingFor: null,
  about: { employee: maya },
  event: { kind: 'participation_changed', from: null, to },
})
const mayaAsViewer = { id: maya.id, name: undefined }

test('tells employees that the directory changed how they take part, and how they take part from now on', () => {
  const texts = (['included', 'totals', 'excluded', null] as const).map(
    (to) => describeEntry(english, createChange(to), mayaAsViewer).text,
  )
  expect(texts).toEqual([
    'Your company’s directory now lets others see your figures',
    'Your company’s directory now shows your figures only to you',
    'Your company’s directory no longer lets your usage be read',
    'Automatic matching changed what is stored about you',
  ])
  for (const to of ['included', 'totals', 'excluded'] as const) {
    expect(describeEntry(german, createChange(to), mayaAsViewer).text).toMatch(/^Laut Verzeichnis .*(dein|du)/)
  }
})

test('tells other viewers only that the directory changed how someone takes part', () => {
  for (const to of ['totals', null] as const) {
    expect(describeEntry(english, createChange(to), maya).text).toBe(
      'Your company’s directory changed whether usage of Maya Chen is read and shown',
    )
    expect(describeEntry(german, createChange(to), maya).text).toContain('Maya Chen')
  }
})
