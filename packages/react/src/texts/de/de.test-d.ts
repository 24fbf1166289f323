import { expectTypeOf, test } from 'vitest'
import type { TextsOf } from '../text-types.ts'
import type { CompleteTexts, TextOverrides } from '../en/index.ts'
import type { enStatsPanel } from '../en/stats-panel.ts'
import { de } from './index.ts'
import type { deStatsPanel } from './stats-panel.ts'

test('a language that lacks a text does not compile', () => {
  const { 'stats.title': title, ...withoutTitle } = de
  expectTypeOf(title).toBeString()
  // @ts-expect-error The title is missing.
  const incomplete: CompleteTexts = withoutTitle
  expectTypeOf(incomplete).toEqualTypeOf<CompleteTexts>()
})

test('neither does one that lacks what core or the server says', () => {
  const { 'problem.not_found.title': a, 'stat.code.commits.label': b, 'mapping.reason.chosen': c, ...rest } = de
  expectTypeOf(rest).not.toExtend<CompleteTexts>()
  expectTypeOf({ ...rest, 'problem.not_found.title': a, 'stat.code.commits.label': b }).not.toExtend<CompleteTexts>()
  expectTypeOf({ ...rest, 'problem.not_found.title': a, 'mapping.reason.chosen': c }).not.toExtend<CompleteTexts>()
  expectTypeOf({ ...rest, 'stat.code.commits.label': b, 'mapping.reason.chosen': c }).not.toExtend<CompleteTexts>()
})

test('neither does a part, where one form stands for a text that has several', () => {
  expectTypeOf<typeof deStatsPanel>().toEqualTypeOf<TextsOf<typeof enStatsPanel>>()
  expectTypeOf<Omit<typeof deStatsPanel, 'change.points'> & { 'change.points': string }>().not.toExtend<
    TextsOf<typeof enStatsPanel>
  >()
})

test('a whole language, and one with a text of the host’s own, is what the provider takes', () => {
  expectTypeOf(de).toExtend<TextOverrides>()
  expectTypeOf({ ...de, 'stats.title': 'Claude im Alltag' }).toExtend<TextOverrides>()
})
