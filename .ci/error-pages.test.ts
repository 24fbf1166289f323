import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dayFailures, problems } from '../packages/core/src/index.ts'
import { clientProblems } from '../packages/react/src/data/fetch/claude-problem.ts'
import { root } from './workspace.ts'

const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/**
 * Finds the codes that source files throw, warn of or render, such as `new StorageError('id_invalid', …)` or `readonly code =
 * 'lease_lost'`.
 */
const findThrownCodes = (folder: string): string[] =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.{ts,tsx}'] }).flatMap((path) =>
    [
      ...readText(path).matchAll(
        /(?:new \w+Error\(\s*'|new ClaudeProblem\(\{\s*code: '|readonly code = '|warnOnce\(\s*'|<p[^>]*>\[)([a-z_]+)/g,
      ),
    ].map(([, code]) => code ?? ''),
  )

const titlesByCode: ReadonlyMap<string, { readonly title: string }> = new Map(
  // Some codes belong to both a problem and a day failure. The title of the problem wins, because admins read it first.
  Object.entries({ ...clientProblems, ...dayFailures, ...problems }),
)
const codes = [...new Set([...titlesByCode.keys(), ...findThrownCodes('packages/*/src')])].sort()

const pagesFolder = 'packages/core/docs/errors'
const indexPage = `${pagesFolder}/README.md`
const pages = globSync(`${pagesFolder}/*.md`, { cwd: root })
  .filter((path) => path !== indexPage)
  .sort()

test('every code has a page, and every page belongs to a code', () => {
  expect(pages.map((path) => basename(path, '.md'))).toEqual(codes)
})

describe.each(pages)('the error page %s', (path) => {
  const code = basename(path, '.md')
  const [title = '', , subtitle = ''] = readText(path).split('\n')

  test('begins with the title that is shown to people, the code, and where the error appears', () => {
    expect(title).toMatch(/^# \p{Lu}.*\.$/u)
    expect(title).toBe(`# ${titlesByCode.get(code)?.title ?? title.slice(2)}`)
    expect(subtitle).toMatch(new RegExp(`^\`${code}\` · \\S.*\\.$`))
  })

  test('has the five standard sections', () => {
    const [, ...sections] = readText(path).split(/^## /m)
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'What happened',
      'Why it matters',
      'What to do',
      'How to check',
      'Related',
    ])
    for (const section of sections) expect(section).toMatch(/^.+\n\n\S/)
  })

  test('is in the index once, with the same text about where the error appears', () => {
    const rows = readText(indexPage)
      .split('\n')
      .filter((line) => line.startsWith(`| [\`${code}\`](${code}.md) |`))
    expect(rows.map((row) => row.split(' | ')[1])).toEqual([subtitle.slice(`\`${code}\` · `.length, -1)])
  })
})

/** Finds the links of a Markdown file to files of the repository. `heading` is empty if a link names no heading. */
const findLinks = (path: string): { readonly link: string; readonly target: string; readonly heading: string }[] =>
  [...readText(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => {
    const [file = '', heading = ''] = link.split('#')
    return { link, target: file ? join(dirname(path), file) : path, heading }
  })

const findHeadingAnchors = (path: string): string[] =>
  [...readText(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'))

test.each([indexPage, ...pages])('every link of %s leads to an existing file and heading', (path) => {
  for (const { link, target, heading } of findLinks(path)) {
    expect(existsSync(join(root, target)), link).toBe(true)
    if (heading) expect(findHeadingAnchors(target), link).toContain(heading)
  }
})

test.each(['', 'packages/core/', 'examples/windmill-app/'])('%sREADME.md links to the error pages', (prefix) => {
  expect(findLinks(`${prefix}README.md`).map(({ target }) => target)).toContain(indexPage)
})

// These READMEs name the folder instead: no relative link to core works both here and in an installed package.
test.each(['packages/server/', 'packages/react/'])('%sREADME.md says where the error pages are', (prefix) => {
  expect(readText(`${prefix}README.md`)).toContain('`docs/errors` in `@windmill/claude-core`')
})

test('the demo’s README explains exactly the errors that stop the demo', () => {
  const [, table = ''] = readText('examples/windmill-app/README.md').split('## When it does not start')
  const explainedCodes = [...table.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code)
  expect(explainedCodes).toEqual([...new Set(findThrownCodes('examples/windmill-app/src'))].sort())
})
