import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayFailures, problems } from '../packages/core/src/index.ts'
import { clientProblems } from '../packages/react/src/data/fetch/claude-problem.ts'
import { root } from './workspace.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Finds the codes in source files that throw: `new StorageError('id_invalid', …)`, `readonly code = 'lease_lost'`. */
const findThrownCodes = (folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.{ts,tsx}'] }).flatMap((path) =>
    [...read(path).matchAll(/(?:new \w+Error\(\s*|new ClaudeProblem\(\{\s*code: |readonly code = )'([a-z_]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  )

const titles: ReadonlyMap<string, { readonly title: string }> = new Map(
  // Some codes are also day failures. Admins read the problem's title first, so that one wins.
  Object.entries({ ...clientProblems, ...dayFailures, ...problems }),
)
const codes = [...new Set([...titles.keys(), ...findThrownCodes('packages/*/src')])].sort()

const pagesFolder = 'packages/core/docs/errors'
const indexPage = `${pagesFolder}/README.md`
const pages = globSync(`${pagesFolder}/*.md`, { cwd: root })
  .filter((path) => path !== indexPage)
  .sort()

test('every code has a page, and every page belongs to a code', () => {
  expect(pages.map((path) => basename(path, '.md'))).toEqual(codes)
})

describe.each(pages)('%s', (path) => {
  const code = basename(path, '.md')
  const [title = '', , subtitle = ''] = read(path).split('\n')

  test('begins with the title on screen, the code and where it appears', () => {
    expect(title).toMatch(/^# \p{Lu}.*\.$/u)
    expect(title).toBe(`# ${titles.get(code)?.title ?? title.slice(2)}`)
    expect(subtitle).toMatch(new RegExp(`^\`${code}\` · \\S.*\\.$`))
  })

  test('has the five standard sections', () => {
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

  test('is in the index once, with the same description of where it appears', () => {
    const rows = read(indexPage)
      .split('\n')
      .filter((line) => line.startsWith(`| [\`${code}\`](${code}.md) |`))
    expect(rows.map((row) => row.split(' | ')[1])).toEqual([subtitle.slice(`\`${code}\` · `.length, -1)])
  })
})

/** Returns the links of a Markdown file to files of the repository. The heading is empty if a link names none. */
const findLinks = (path: string): { readonly link: string; readonly target: string; readonly heading: string }[] =>
  [...read(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => {
    const [file = '', heading = ''] = link.split('#')
    return { link, target: file ? join(dirname(path), file) : path, heading }
  })

const findHeadingAnchors = (path: string): string[] =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'))

test.each([indexPage, ...pages])('every link of %s has an existing target', (path) => {
  for (const { link, target, heading } of findLinks(path)) {
    expect(existsSync(join(root, target)), link).toBe(true)
    if (heading) expect(findHeadingAnchors(target), link).toContain(heading)
  }
})

test.each(['', 'packages/core/', 'examples/windmill-app/'])('%sREADME.md links to the error pages', (prefix) => {
  expect(findLinks(`${prefix}README.md`).map(({ target }) => target)).toContain(indexPage)
})

// No relative link to core works both in this repository and in an installed package.
test.each(['packages/server/', 'packages/react/'])('%sREADME.md says where the error pages are', (prefix) => {
  expect(read(`${prefix}README.md`)).toContain('`docs/errors` in `@windmill/claude-core`')
})

test('the demo’s README explains every error that stops the demo', () => {
  const [, table = ''] = read('examples/windmill-app/README.md').split('## When it does not start')
  const explained = [...table.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code)
  expect(explained).toEqual([...new Set(findThrownCodes('examples/windmill-app/src'))].sort())
})
