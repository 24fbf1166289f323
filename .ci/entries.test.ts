import { isBuiltin } from 'node:module'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { type Entry, listEntries, readPublishedPackages, root } from './workspace.ts'

/** The packages from outside the workspace that each entry point may import. */
const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  '@windmill/claude-core': [],
  '@windmill/claude-core/api': [],
  '@windmill/claude-core/contract': ['zod'],
  '@windmill/claude-core/internal': [],
  '@windmill/claude-core/observations': [],
  '@windmill/claude-core/observations/de': [],
  '@windmill/claude-core/observations/en': [],
  '@windmill/claude-react': ['react', '@tanstack/react-query', '@tanstack/virtual-core'],
  '@windmill/claude-react/de': [],
  '@windmill/claude-react/en': [],
  '@windmill/claude-react/testing': ['react', '@tanstack/react-query', '@tanstack/virtual-core'],
  '@windmill/claude-react/testing/msw': ['msw'],
  '@windmill/claude-server': ['node', 'zod', 'hono', 'jose', 'kysely', 'csv-parse'],
  '@windmill/claude-server/next': ['node'],
  '@windmill/claude-server/pglite': ['node', 'zod', 'kysely', '@electric-sql/pglite'],
  '@windmill/claude-server/pg-boss': ['pg', 'pg-boss'],
  '@windmill/claude-server/postgres': ['node', 'zod', 'kysely', 'pg'],
  '@windmill/claude-server/storage': ['node'],
  '@windmill/claude-server/testing': ['node', 'zod'],
}

const packages = readPublishedPackages()
const entries = packages.flatMap(listEntries)

describe.each(entries)('$name', (entry) => {
  test('imports only allowed packages from outside the workspace', async () => {
    const { externalPackages } = await bundleEntry(entry)
    expect(externalPackages.filter((name) => !allowedPackages[entry.name]?.includes(name))).toEqual([])
  })
})

test('every entry point has a list of allowed packages', () => {
  expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(allowedPackages).sort())
})

/** Files with code that parses: all of `./api` and `./contract`, except the types of responses. */
const parsingFiles = /^packages\/core\/src\/(api|contract)\/(?!.*-response\.ts$)/

test.each(['@windmill/claude-core', '@windmill/claude-react'])(
  'the bundle of %s contains no code that parses',
  async (name) => {
    const { files } = await bundleEntry(findEntry(name))
    expect(files.filter((file) => parsingFiles.test(file))).toEqual([])
  },
)

test.each([
  ['@windmill/claude-core', /^packages\/core\//],
  ['@windmill/claude-react', /^packages\/(core|react)\//],
  ['@windmill/claude-server', /^packages\/(core|server)\//],
])('the bundle of %s contains only code of its own package and of core', async (name, allowedFolder) => {
  const { files } = await bundleEntry(findEntry(name))
  expect(files.filter((file) => !allowedFolder.test(file))).toEqual([])
})

const findEntry = (name: string): Entry => {
  const entry = entries.find((candidate) => candidate.name === name)
  if (!entry) throw new Error(`No package exports ${name}.`)
  return entry
}

/** The content of a bundled entry point. */
interface BundleContent {
  /** Paths of the workspace's files in the bundle. */
  readonly files: readonly string[]
  /** Names of the packages from outside the workspace that the bundle imports. */
  readonly externalPackages: readonly string[]
}

/** Bundles an entry point and returns what the bundle contains and imports. */
const bundleEntry = async ({ file }: Entry): Promise<BundleContent> => {
  const externalPackages = new Set<string>()
  const { metafile } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
    plugins: [
      {
        name: 'external-packages',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
            if (kind === 'entry-point' || path.startsWith('@windmill/')) return null
            externalPackages.add(getPackageName(path))
            return { path, external: true }
          })
        },
      },
    ],
  })
  return { files: Object.keys(metafile.inputs), externalPackages: [...externalPackages] }
}

/** Returns the package name of an import specifier. It is `node` for Node's built-in modules. */
const getPackageName = (specifier: string): string => {
  if (isBuiltin(specifier)) return 'node'
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
