import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalog } from '../stats/catalog.ts'
import type { Period } from '../time/period.ts'
import type { ObservationLanguage } from './describe-observation.ts'
import type { Observation, ObservationKind } from './find-observations.ts'
import { formatComparedPeriods, formatSentence, markAsSystem } from './format-sentence.ts'
import { de } from './texts/de/index.ts'
import { en } from './texts/en/index.ts'
import { fillText } from './texts/fill-text.ts'

const createLanguage = (locale: string, texts: typeof de): ObservationLanguage => ({
  t: (key, values) => fillText(locale, texts[key], values),
  locale,
  texts: {},
})
const english = createLanguage('en-GB', en)
const german = createLanguage('de', de)

const quarters = {
  period: { from: '2026-07-01', to: '2026-09-30' },
  previous: { from: '2026-04-01', to: '2026-06-30' },
} as const
const eightDays = {
  period: { from: '2026-11-13', to: '2026-11-20' },
  previous: { from: '2026-11-05', to: '2026-11-12' },
} as const
const changed: Observation = {
  id: 'changed.code.sessions.up',
  kind: 'changed',
  product: 'code',
  statId: 'code.sessions',
  value: 139,
  previous: 64,
  days: 40,
  proposals: null,
}

describe('formatSentence', () => {
  test('names the change and its source', () => {
    expect(formatSentence(english, changed, quarters)).toBe('Claude Code sessions rose from 64 to 139 (Q3 vs Q2).')
    expect(formatSentence(german, changed, quarters)).toBe(
      'Claude Code: Sitzungen stiegen von 64 auf 139 (Q3 gegenüber Q2).',
    )
  })

  test.each<[Partial<Observation>, string]>([
    [{ value: 64, previous: 139 }, 'Claude Code sessions fell from 139 to 64 (Q3 vs Q2).'],
    [{ kind: 'new', previous: 0 }, 'Claude Code is new: 139 sessions on 40 days (Q3 vs Q2).'],
    [{ kind: 'new', previous: 0, days: null }, 'Claude Code is new: 139 sessions (Q3 vs Q2).'],
    [{ kind: 'stopped', value: 0 }, 'Claude Code was not used: 64 sessions before (Q3 vs Q2).'],
    [{ kind: 'steady', value: 66 }, 'Claude Code: little change, 66 vs 64 sessions (Q3 vs Q2).'],
    [
      {
        kind: 'rate_changed',
        statId: 'code.edit_acceptance_rate',
        value: 0.88,
        previous: 0.94,
        proposals: { value: 1482, previous: 1301 },
      },
      'Edit acceptance went from 94% to 88%: 1,482 proposed edits, 1,301 before (Q3 vs Q2).',
    ],
  ])('is one sentence for %j', (change, sentence) => {
    expect(formatSentence(english, { ...changed, ...change }, quarters)).toBe(sentence)
  })

  test('puts the unit of the stat after its numbers, and names no other unit', () => {
    const kinds: readonly ObservationKind[] = ['new', 'stopped', 'changed', 'steady']
    const countStats = catalog.filter(({ kind }) => kind === 'sum')
    const units = [...new Set(countStats.map(({ unit }) => unit))].filter((unit) => unit !== '%')
    const anyObservation = fc.record({
      stat: fc.constantFrom(...countStats),
      kind: fc.constantFrom(...kinds),
      value: fc.integer({ min: 2, max: 900 }),
      previous: fc.integer({ min: 2, max: 900 }),
    })
    fc.assert(
      fc.property(anyObservation, fc.constantFrom(english, german), ({ stat, kind, value, previous }, language) => {
        const observation = { ...changed, kind, product: stat.product, statId: stat.id, value, previous }
        const sentence = formatSentence(language, observation, quarters)
        expect(sentence).not.toMatch(/[{}]|undefined/)
        const [shown, shownBefore] = kind === 'new' ? [value] : kind === 'stopped' ? [previous] : [value, previous]
        expect(sentence).toContain(String(shown))
        expect(sentence).toContain(String(shownBefore ?? shown))
        for (const unit of units) {
          if (unit === stat.unit) continue
          const name = unit === 'PRs' ? language.t('units.PRs') : language.t(`units.${unit}`)
          expect(sentence).not.toMatch(new RegExp(`\\b${name}\\b`))
        }
      }),
    )
  })
})

test('markAsSystem marks a sentence that nobody has edited', () => {
  expect(markAsSystem(english, 'Excel is new.')).toBe('[System] Excel is new.')
})

describe('formatComparedPeriods', () => {
  test('names whole quarters', () => {
    expect(formatComparedPeriods(english, quarters)).toBe('Q3 vs Q2')
  })

  test('gives the days of other periods, in the order of the locale', () => {
    expect(formatComparedPeriods(english, eightDays)).toBe('13–20 Nov vs 5–12 Nov')
    expect(formatComparedPeriods({ ...english, locale: 'en-US' }, eightDays)).toBe('Nov 13–20 vs Nov 5–12')
    expect(formatComparedPeriods(german, eightDays)).toBe('13.–20. Nov. gegenüber 5.–12. Nov.')
  })

  test('gives the years only if they differ', () => {
    const overNewYear = {
      period: { from: '2027-01-01', to: '2027-03-31' },
      previous: { from: '2026-10-01', to: '2026-12-31' },
    } as const
    expect(formatComparedPeriods(english, overNewYear)).toBe('Q1 2027 vs Q4 2026')
    expect(
      formatComparedPeriods(english, {
        period: { from: '2027-01-05', to: '2027-01-08' },
        previous: { from: '2027-01-01', to: '2027-01-04' },
      }),
    ).toBe('5–8 Jan vs 1–4 Jan')
  })

  test('keeps the spaces of a range that spans months or years', () => {
    const overNewYear = { from: '2026-12-28', to: '2027-01-03' } as const
    const format = (period: Period) => formatComparedPeriods(english, { ...eightDays, period })
    expect(format({ from: '2026-10-28', to: '2026-11-03' })).toBe('28 Oct – 3 Nov vs 5–12 Nov')
    expect(format(overNewYear)).toBe('28 Dec 2026 – 3 Jan 2027 vs 5–12 Nov 2026')
  })

  test('gives the date of a period of one day', () => {
    const day = { from: '2026-11-13', to: '2026-11-13' } as const
    expect(formatComparedPeriods(english, { ...eightDays, period: day })).toBe('13 Nov vs 5–12 Nov')
  })
})
