import { isBuiltin } from 'node:module'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { type Entry, entriesOf, publishedPackages, root } from './workspace.ts'

/** What each entry may pull in from outside the workspace: a missing entry is an undecided one. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  '@windmill/claude-core': [],
  '@windmill/claude-core/api': [],
  '@windmill/claude-core/contract': ['zod'],
  '@windmill/claude-react': ['react', '@tanstack/react-query', '@tanstack/virtual-core'],
  '@windmill/claude-react/de': [],
  '@windmill/claude-react/en': [],
  '@windmill/claude-server': ['node', 'zod', 'hono', 'jose', 'croner', 'kysely', 'csv-parse'],
  '@windmill/claude-server/pglite': ['node', 'zod', 'kysely', '@electric-sql/pglite'],
  '@windmill/claude-server/pg-boss': ['croner', 'pg', 'pg-boss'],
  '@windmill/claude-server/postgres': ['node', 'zod', 'kysely', 'pg'],
  '@windmill/claude-server/testing': ['node', 'zod'],
}

const packages = publishedPackages()
const entries = packages.flatMap(entriesOf)

describe.each(entries)('$name', (entry) => {
  test('pulls in from outside only what it may', async () => {
    const { outside } = await pulledIn(entry)
    expect(outside.filter((name) => !allowed[entry.name]?.includes(name))).toEqual([])
  })

  // After a wanted change: pnpm test entries --update
  test('exports the names that were agreed on', async () => {
    const names = Object.keys((await import(pathToFileURL(entry.file).href)) as object).sort()
    const list = entry.name.replace('@windmill/', '').replace('/', '.')
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(`public-names/${list}.txt`)
  })
})

test('every entry has a rule', () => {
  expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(allowed).sort())
})

test.each(['@windmill/claude-core', '@windmill/claude-react'])('%s holds no code that parses', async (name) => {
  const { files } = await pulledIn(entryNamed(name))
  expect(files.filter((file) => /^packages\/core\/src\/(api|contract)\//.test(file))).toEqual([])
})

test.each([
  ['@windmill/claude-core', /^packages\/core\//],
  ['@windmill/claude-react', /^packages\/(core|react)\//],
  ['@windmill/claude-server', /^packages\/(core|server)\//],
])('%s holds code of its own layer and core alone', async (name, own) => {
  const { files } = await pulledIn(entryNamed(name))
  expect(files.filter((file) => !own.test(file))).toEqual([])
})

const entryNamed = (name: string): Entry => {
  const entry = entries.find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`No package exports ${name}.`)
  return entry
}

/** The files of the workspace and the packages from outside that end up in a bundle of an entry. */
const pulledIn = async ({ file }: Entry): Promise<{ readonly files: string[]; readonly outside: string[] }> => {
  const outside = new Set<string>()
  const { metafile } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
    plugins: [
      {
        name: 'outside',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
            if (kind === 'entry-point' || path.startsWith('@windmill/')) return null
            outside.add(packageOf(path))
            return { path, external: true }
          })
        },
      },
    ],
  })
  return { files: Object.keys(metafile.inputs), outside: [...outside] }
}

/** `node` for Node's own modules. */
const packageOf = (specifier: string): string => {
  if (isBuiltin(specifier)) return 'node'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
