import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleEntry, findMissingFeatures, findMissingStyles } from './browser-support.ts'
import { listEntries, readPublishedPackages, root } from './workspace.ts'

/** The keys of the table's browsers in the compatibility data. */
const engineKeys: Readonly<Record<string, readonly string[]>> = {
  'Chrome and Edge': ['chrome', 'edge'],
  Firefox: ['firefox'],
  'Safari, also on iOS': ['safari', 'safari_ios'],
}

const readme = readFileSync(join(root, 'packages/react/README.md'), 'utf8')
const engines = Object.fromEntries(
  Object.entries(engineKeys).flatMap(([name, keys]) => {
    const version = new RegExp(`^\\| ${name} \\| ([\\d.]+) \\|`, 'm').exec(readme)?.[1]
    return keys.map((key) => [key, Number(version)])
  }),
)

/** What some of the engines lack, although they are supported. */
const replacedFeatures = {
  // `copyText` falls back to `execCommand`.
  ClipboardItem: 'code',
  // The stylesheets ask with `@supports` first. `scroll-timeline` alone changes nothing.
  '::details-content': 'css',
  'animation-timeline': 'css',
  'scroll(': 'css',
  'scroll-timeline': 'css',
  // `-webkit-print-color-adjust` stands beside it.
  'print-color-adjust': 'css',
  // Each of these only makes a page nicer.
  'accent-color': 'css',
  'forced-color-adjust': 'css',
  resize: 'css',
  'text-wrap': 'css',
  'user-select': 'css',
}
const allowed = Object.keys(replacedFeatures)

test('the README lists the oldest version of every browser', () => {
  expect(Object.values(engines).filter((version) => !(version > 0))).toEqual([])
})

describe('in the listed browsers', () => {
  const entries = readPublishedPackages()
    .filter(({ name }) => name === '@windmill/claude-react')
    .flatMap(listEntries)
    // Tests run in Node.
    .filter(({ name }) => !name.includes('/testing'))

  test.each(entries)('$name calls nothing that one of them lacks', async ({ file }) => {
    const missing = findMissingFeatures(await bundleEntry(file), engines)
    expect(missing.filter(({ name }) => !allowed.includes(name))).toEqual([])
  })

  test.each(['index.css', 'unlayered.css', 'high-contrast.css'])(
    '%s uses nothing that one of them lacks',
    async (file) => {
      const css = await bundleEntry(join(root, 'packages/react/src/styles', file))
      expect(findMissingStyles(css, engines).filter(({ name }) => !allowed.includes(name))).toEqual([])
    },
  )
})

test('finds newer methods, classes, globals and styles', () => {
  const old = { chrome: 111, safari: 16.4 }
  const code =
    'const a = b.union(c); const d = new Intl.DurationFormat(); Promise?.withResolvers(); scheduler.postTask(a)'
  expect(findMissingFeatures(code, old).map(({ name }) => name)).toEqual([
    'union',
    'DurationFormat',
    'withResolvers',
    'postTask',
  ])
  expect(findMissingFeatures('requestIdleCallback(a)', old)).toEqual([
    { name: 'requestIdleCallback', engines: ['safari never'] },
  ])
  expect(findMissingFeatures('const union = a; const b = { union: (c) => c }; b.union(a)', old)).toEqual([])
  const css = '.a{field-sizing:content;color:light-dark(red,blue)}@starting-style{.a:open{color:red}}'
  expect(findMissingStyles(css, old).map(({ name }) => name)).toEqual([
    'field-sizing',
    '@starting-style',
    ':open',
    'light-dark(',
  ])
})
