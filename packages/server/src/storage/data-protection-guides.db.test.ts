import { PGlite } from '@electric-sql/pglite'
import { permissions } from '@windmill/claude-core'
import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import german from '../../docs/data-protection.de.md?raw'
import english from '../../docs/data-protection.md?raw'
import { loadPgliteDump } from '../test/load-pglite-dump.ts'

const guides = [
  ['data-protection.md', english],
  ['data-protection.de.md', german],
] as const

/** A line of a table. Its first cell has at least one name in code font. */
interface GuideLine {
  /** The name in code font in the heading above the table. Empty if the heading has none. */
  readonly heading: string
  readonly names: readonly string[]
  readonly cells: readonly string[]
}

const listCodes = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const readLines = (guide: string): GuideLine[] => {
  let heading = ''
  return guide.split('\n').flatMap((line) => {
    if (line.startsWith('#')) heading = listCodes(line)[0] ?? ''
    const cells = line.startsWith('| ') ? line.split('|').slice(1, -1) : []
    const names = listCodes(cells[0] ?? '')
    return names.length > 0 ? [{ heading, names, cells: cells.map((cell) => cell.trim()) }] : []
  })
}

/** Lists every stored column, as `table.column`, from the catalog of a migrated database. */
const listColumns = async (): Promise<string[]> => {
  const pglite = await PGlite.create({ loadDataDir: loadPgliteDump() })
  const { rows } = await pglite.query<{ readonly name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')`,
  )
  await pglite.close()
  return rows.map(({ name }) => name)
}

const listRoutes = (): string[] => {
  const { paths } = createOpenApiDocument('') as { readonly paths: Readonly<Record<string, object>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** Compares the names in a guide with the required names. Returns an instruction for each difference. */
const findProblems = (
  file: string,
  named: readonly string[],
  required: readonly string[],
  describeMissing: (name: string) => string,
): string[] => [
  ...required
    .filter((name) => !named.includes(name))
    .map((name) => `packages/server/docs/${file} has no line for ${name}. ${describeMissing(name)}`),
  ...named
    .filter((name, index) => !required.includes(name) || named.indexOf(name) !== index)
    .map(
      (name) => `packages/server/docs/${file} names ${name}, which does not exist or has a line already. Remove it.`,
    ),
]

const describeMissingColumn = (name: string): string => {
  const [table, column] = name.split('.')
  return (
    `In section 6, under the heading with \`${table}\`, add \`${column}\` to the first cell of a line, or a new line: ` +
    '| `column` | what it is and why it is stored | how long | who sees it in the app |. Write for a lawyer, in both languages.'
  )
}

const describeMissingRoute = (name: string): string =>
  `In section 7, add the line | \`${name}\` | what it gives or does | who may |, in both languages.`

let columns: readonly string[]
beforeAll(async () => {
  columns = await listColumns()
})

describe.each(guides)('the data protection guide %s', (file, guide) => {
  const lines = readLines(guide)
  const columnLines = lines.filter(({ heading }) => heading !== '')

  test('has a line for every stored column, and for no other', () => {
    const named = columnLines.flatMap(({ heading, names }) => names.map((name) => `${heading}.${name}`))
    expect(findProblems(file, named, columns, describeMissingColumn)).toEqual([])
  })

  test('has a line for every route, and for no other', () => {
    const named = lines.flatMap(({ names }) => names.filter((name) => /^[A-Z]+ \//.test(name)))
    expect(findProblems(file, named, listRoutes(), describeMissingRoute)).toEqual([])
  })

  test('has a line for every permission', () => {
    const named = lines.flatMap(({ heading, names }) => (heading === '' ? names : []))
    expect(permissions.filter((permission) => !named.includes(permission))).toEqual([])
  })

  test('leaves no cell of a line empty', () => {
    const incomplete = lines.filter(
      ({ heading, cells }) => cells.length !== (heading === '' ? 3 : 4) || cells.includes(''),
    )
    expect(incomplete).toEqual([])
  })
})

test('the data protection guides have the same lines in both languages', () => {
  const listNames = (guide: string) => readLines(guide).map(({ heading, names }) => [heading, ...names])
  expect(listNames(german)).toEqual(listNames(english))
})
