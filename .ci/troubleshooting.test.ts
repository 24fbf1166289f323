import { expect, test } from 'vitest'
import { listPages, readMarkdown } from '../docs/pages.ts'
import { problems } from '../packages/core/src/index.ts'
import { clientProblems } from '../packages/react/src/data/fetch/claude-problem.ts'
import { en } from '../packages/react/src/texts/en/index.ts'

const guide = readMarkdown('packages/server/docs/troubleshooting.md')
const [, titleTable = ''] = guide.split('## A widget shows no figures')

const removeFullStop = (text: string): string => text.replace(/\.$/, '')

test('the guide quotes titles as the widgets show them', () => {
  const shown = [
    ...Object.values(en),
    ...[...Object.values(problems), ...Object.values(clientProblems)].map(({ title }) => title),
  ].filter((text) => typeof text === 'string')
  const [table = ''] = titleTable.split('\n## ')
  const titles = table
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| what'))
    .flatMap((line) => (line.split(' | ')[0] ?? '').slice(2).split('; '))
  expect(titles.length).toBeGreaterThan(10)
  for (const title of titles) expect(shown.map(removeFullStop), title).toContain(title)
})

test('the guide names only codes that have a page', () => {
  const codes = [...guide.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, code]) => code)
  const pages = listPages().map((path) => /errors\/(\w+)\.md$/.exec(path)?.[1])
  expect(codes.length).toBeGreaterThan(5)
  for (const code of codes) expect(pages, code).toContain(code)
})
