import { expect, test } from 'vitest'
import { readMarkdown } from '../pages.ts'
import { tokens, writeCss } from './tokens.ts'

test('the editor has exactly the tokens of the guide', () => {
  const [, table = ''] = readMarkdown('packages/react/docs/theming.md').split('## Tokens')
  const rows = table.split('\n').filter((line) => line.startsWith('| `--'))
  const names = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(tokens.map(({ name }) => name)).toEqual(names)
})

test('the CSS has only the tokens that have a value', () => {
  expect(writeCss({ '--claude-accent': ' #0b6e4f ', '--claude-ink': '  ' })).toBe(
    '.your-page {\n  --claude-accent: #0b6e4f;\n}\n',
  )
  expect(writeCss({})).toBe('')
})
