import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listSources, readAllSnippets, selectComments } from './read-snippets.ts'
import { listEntries, readPublishedPackages, root } from './workspace.ts'

const sources = listSources()
const commentsByFile = new Map(
  sources.map((file) => [relative(join(root, 'packages'), file), selectComments(readFileSync(file, 'utf8'))]),
)

// `readSnippets` finds an example by its fence, and the check of the types covers only what it finds.
test('every @example is a fenced block of code', () => {
  const unfenced = [...commentsByFile].filter(([, comments]) => /^@example(?!\n```tsx?\n)/m.test(comments))
  expect(unfenced.map(([file]) => file)).toEqual([])
})

// Hosts import nothing from `internal`.
const entries = readPublishedPackages()
  .flatMap(listEntries)
  .filter(({ name }) => !name.endsWith('/internal'))
const examples = [...commentsByFile.values()].flatMap((comments) =>
  [...comments.matchAll(/^@example\n```tsx?\n(.*?)^```$/gms)].map(([, code = '']) => code),
)

test.each(entries)('an example imports $name', ({ name }) => {
  expect(examples.filter((code) => code.includes(`from '${name}'`))).not.toEqual([])
})

test.each([...commentsByFile.keys()].filter((file) => /\/widgets\/([^/]+)\/\1\.tsx$/.test(file)))(
  'the widget in %s has an example',
  (file) => {
    expect(commentsByFile.get(file)).toContain('@example')
  },
)

test('no two code blocks have the same name', () => {
  const names = readAllSnippets().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

/** Returns the optional fields of an interface that have no `@default`. */
const findUndocumentedDefaults = (source: string, isDocumented: (name: string) => boolean): readonly string[] =>
  [...source.matchAll(/export interface (\w+)[^{]*\{\n(.*?)^\}$/gms)]
    .filter(([, name = '']) => isDocumented(name))
    .flatMap(([, , body = '']) =>
      [...body.matchAll(/(\/\*\*(?:(?!\*\/).)*\*\/)?\s*readonly (\w+)\?: (\{)?/gs)]
        .filter(([, comment = '', , isGroup]) => !comment.includes('@default') && isGroup === undefined)
        .map(([, , field = '']) => field),
    )

describe('every optional setting has a @default', () => {
  test('of createClaudeIntegration', () => {
    const source = readFileSync(join(root, 'packages/server/src/integration-options.ts'), 'utf8')
    expect(findUndocumentedDefaults(source, () => true)).toEqual([])
  })

  test.each([...commentsByFile.keys()].filter((file) => file.endsWith('/props.ts') && file.includes('/widgets/')))(
    'in %s',
    (file) => {
      const source = readFileSync(join(root, 'packages', file), 'utf8')
      expect(
        findUndocumentedDefaults(source, (name) => /Props$|Actions$/.test(name) && !/(View|Body)Props$/.test(name)),
      ).toEqual([])
    },
  )
})

test('every function of claude.api has @throws', () => {
  const source = readFileSync(join(root, 'packages/server/src/api/create-api.ts'), 'utf8')
  const body = /export interface ClaudeApi \{\n(.*?)^\}$/ms.exec(source)?.[1] ?? ''
  const functions = [...body.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*readonly (\w+):/gs)]
  expect(functions.length).toBeGreaterThan(20)
  expect(functions.filter(([, comment = '']) => !comment.includes('@throws')).map(([, , name]) => name)).toEqual([])
})
