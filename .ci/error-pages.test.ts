import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayFailures, problems } from '../packages/core/src/index.ts'
import { clientProblems } from '../packages/react/src/fetch/claude-problem.ts'
import { root } from './workspace.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The codes that sources write down where they throw: `new StorageError('id_invalid', …)`, `readonly code = 'lease_lost'`. */
const thrownIn = (folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.{ts,tsx}'] }).flatMap((path) =>
    [...read(path).matchAll(/(?:new \w+Error\(\s*|new ClaudeProblem\(\{\s*code: |readonly code = )'([a-z_]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  )

const titles: ReadonlyMap<string, { readonly title: string }> = new Map(
  // Of a code that also fails days, the problem's title: that is the one an admin reads first.
  Object.entries({ ...clientProblems, ...dayFailures, ...problems }),
)
const codes = [...new Set([...titles.keys(), ...thrownIn('packages/*/src')])].sort()

const folder = 'packages/core/docs/errors'
const index = `${folder}/README.md`
const pages = globSync(`${folder}/*.md`, { cwd: root })
  .filter((path) => path !== index)
  .sort()

test('every code has a page, and every page a code', () => {
  expect(pages.map((path) => basename(path, '.md'))).toEqual(codes)
})

describe.each(pages)('%s', (path) => {
  const code = basename(path, '.md')
  const [title = '', , where = ''] = read(path).split('\n')

  test('begins with the title that people read, its code and where they meet it', () => {
    expect(title).toMatch(/^# \p{Lu}.*\.$/u)
    expect(title).toBe(`# ${titles.get(code)?.title ?? title.slice(2)}`)
    expect(where).toMatch(new RegExp(`^\`${code}\` · \\S.*\\.$`))
  })

  test('says what happened, why it matters, what to do, how to know that it is mended, and what is related', () => {
    const [, ...sections] = read(path).split(/^## /m)
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'What happened',
      'Why it matters',
      'What to do',
      'How to know that it is mended',
      'Related',
    ])
    for (const section of sections) expect(section).toMatch(/^.+\n\n\S/)
  })

  test('stands once in the index, with the same words for where it is met', () => {
    const rows = read(index)
      .split('\n')
      .filter((line) => line.startsWith(`| [\`${code}\`](${code}.md) |`))
    expect(rows.map((row) => row.split(' | ')[1])).toEqual([where.slice(`\`${code}\` · `.length, -1)])
  })
})

/** Where a Markdown file's links lead inside the repository: a path, and a heading where they name one. */
const linksOf = (path: string): { readonly link: string; readonly target: string; readonly heading: string }[] =>
  [...read(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => {
    const [file = '', heading = ''] = link.split('#')
    return { link, target: file ? join(dirname(path), file) : path, heading }
  })

const headingsOf = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'))

test.each([index, ...pages])('every link of %s leads somewhere', (path) => {
  for (const { link, target, heading } of linksOf(path)) {
    expect(existsSync(join(root, target)), link).toBe(true)
    if (heading) expect(headingsOf(target), link).toContain(heading)
  }
})

test.each(['', 'packages/core/', 'examples/windmill-app/'])('%sREADME.md leads to the pages', (prefix) => {
  expect(linksOf(`${prefix}README.md`).map(({ target }) => target)).toContain(index)
})

// Where these are installed, no path leads from them to core that also does in this repository.
test.each(['packages/server/', 'packages/react/'])('%sREADME.md says where the pages are', (prefix) => {
  expect(read(`${prefix}README.md`)).toContain('`docs/errors` in `@windmill/claude-core`')
})

test('the demo’s README explains every error with which the demo itself ends', () => {
  const [, table = ''] = read('examples/windmill-app/README.md').split('## When it does not start')
  const explained = [...table.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code)
  expect(explained).toEqual([...new Set(thrownIn('examples/windmill-app/src'))].sort())
})
