import { expect, test } from 'vitest'
import { createSearch } from './create-search.ts'
import { readSections } from './read-sections.ts'
import { splitSections } from './sections.ts'

const search = createSearch(readSections())

test.each([
  ['how to change the accent color', 'guides/theming.html'],
  ['who can see an employee’s figures', 'guides/permissions.html#who-sees-an-employees-figures'],
  ['what happens when somebody leaves', 'guides/people.html#when-somebody-leaves'],
  ['why does a number differ from claude.ai', 'guides/troubleshooting.html#a-number-differs-from-claudeai'],
  ['how to move to PostgreSQL', 'guides/postgresql.html#from-pglite-to-postgresql'],
  ['how to rotate a key', 'guides/key-rotation.html'],
  ['works council', 'guides/permissions.html'],
  ['backup', 'guides/operating.html#backup-and-restore'],
  ['dark mode', 'guides/theming.html#dark-mode-and-contrast'],
  ['behind a proxy', 'guides/mounting.html#behind-a-proxy'],
  ['egress', 'guides/operating.html#what-the-server-connects-to'],
  ['erase a person', 'guides/permissions.html#what-is-stored-about-one-person'],
  ['not_permitted', 'errors/not_permitted.html'],
])('the search for “%s” finds %s first', (question, url) => {
  expect(search(question)[0]?.url).toBe(url)
})

test('finds a word before it is complete and in spite of a typing error', () => {
  for (const question of ['postgre', 'postgersql']) {
    expect(search(question)[0]?.url, question).toMatch(/^guides\/postgresql\.html/)
  }
})

test('finds a name by its parts', () => {
  const urls = createSearch([{ url: 'a', page: 'Reference', heading: 'createClaudeIntegration', text: '', weight: 1 }])(
    'integration',
  ).map(({ url }) => url)
  expect(urls).toEqual(['a'])
})

test('finds a symbol first by its whole name', () => {
  const symbol = { url: 'symbol', page: '@windmill/claude-server', heading: 'pgBossScheduler', text: '', weight: 0.5 }
  expect(createSearch([...readSections(), symbol])('pgbossscheduler')[0]?.url).toBe('symbol')
})

test('splits a page at its headings, but not at comments in code', () => {
  const markdown = '# Page\n\nIntro\n\n## A `part`\n\n```sh\n# no heading\n```\n\n[a link](b.md)\n'
  expect(splitSections(markdown, 'page.html', 1)).toEqual([
    { url: 'page.html', page: 'Page', heading: 'Page', text: 'Intro', weight: 1 },
    { url: 'page.html#a-', page: 'Page', heading: 'A part', text: 'no heading a link', weight: 1 },
  ])
})
