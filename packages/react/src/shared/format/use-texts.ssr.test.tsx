import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ClaudeProvider } from '../../provider.tsx'
import { de } from '../../texts/de/index.ts'
import type { TextOverrides } from '../../texts/en/index.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { useTexts } from './use-texts.ts'

const People = () => useTexts(enTeamTable).t('team.notShown', { count: 21 })
const render = (locale: string, texts?: TextOverrides) =>
  renderToString(
    <ClaudeProvider viewerId="e-17" locale={locale} {...(texts && { texts })}>
      <People />
    </ClaudeProvider>,
  )
const ownTexts = { 'team.notShown': { one: 'one', other: 'other {count}' } }

test('a text has the plural form of its own language, whatever the locale is', () => {
  for (const locale of ['is', 'ru', 'en-GB']) {
    expect(render(locale)).toBe('21 people are not shown')
    expect(render(locale, de)).toBe('21 Personen werden nicht gezeigt')
    expect(render(locale, { ...ownTexts, language: 'sv' })).toBe('other 21')
  }
})

test('texts that name no language have the plural forms of the locale', () => {
  expect(render('is', ownTexts)).toBe('one')
  expect(render('sv', ownTexts)).toBe('other 21')
})
