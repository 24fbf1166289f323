import type { TextsOf } from '@windmill/claude-core/observations'
import { expectTypeOf, test } from 'vitest'
import type { CompleteTexts, TextOverrides } from '../en/index.ts'
import type { enStatsPanel } from '../en/stats-panel.ts'
import { de } from './index.ts'
import type { deStatsPanel } from './stats-panel.ts'

test('a complete language needs every text of the widgets', () => {
  const { 'stats.title': title, ...withoutTitle } = de
  expectTypeOf(title).toBeString()
  // @ts-expect-error The title is missing.
  const incomplete: CompleteTexts = withoutTitle
  expectTypeOf(incomplete).toEqualTypeOf<CompleteTexts>()
})

test('a complete language needs the texts of core and the server', () => {
  const {
    'problem.not_found.title': problem,
    'stat.code.commits.label': stat,
    'mapping.reason.chosen': reason,
    ...otherTexts
  } = de
  expectTypeOf(otherTexts).not.toExtend<CompleteTexts>()
  expectTypeOf({
    ...otherTexts,
    'problem.not_found.title': problem,
    'stat.code.commits.label': stat,
  }).not.toExtend<CompleteTexts>()
  expectTypeOf({
    ...otherTexts,
    'problem.not_found.title': problem,
    'mapping.reason.chosen': reason,
  }).not.toExtend<CompleteTexts>()
  expectTypeOf({
    ...otherTexts,
    'stat.code.commits.label': stat,
    'mapping.reason.chosen': reason,
  }).not.toExtend<CompleteTexts>()
})

test('a text with plural forms cannot be a single string', () => {
  expectTypeOf<typeof deStatsPanel>().toEqualTypeOf<TextsOf<typeof enStatsPanel>>()
  expectTypeOf<Omit<typeof deStatsPanel, 'change.points'> & { 'change.points': string }>().not.toExtend<
    TextsOf<typeof enStatsPanel>
  >()
})

test('the provider accepts a complete language, and a complete language with single texts replaced', () => {
  expectTypeOf(de).toExtend<TextOverrides>()
  expectTypeOf({ ...de, 'stats.title': 'Claude im Alltag' }).toExtend<TextOverrides>()
})
