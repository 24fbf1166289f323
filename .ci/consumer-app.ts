import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Snippet, snippetsOf } from './readme-snippets.ts'
import { run, tool } from './run-command.ts'
import { type Entry, type PublishedPackage, publishedPackages, root } from './workspace.ts'

interface PackedPackage extends PublishedPackage {
  readonly tarball: string
}

/** What the READMEs' code imports of a host's own. */
const hostPackages = ['@hono/node-server', 'express', 'fastify', 'hono']

/** Makes an app that has the packed packages and what they depend on installed, as from npm. */
export const installIntoApp = async (app: string, packages: readonly PackedPackage[]): Promise<void> => {
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }))
  for (const { name, tarball } of packages) {
    const target = join(app, 'node_modules', name)
    mkdirSync(target, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  }
  for (const { folder, dependencies, peerDependencies } of packages) {
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      link(app, folder, name)
      link(app, folder, `@types/${name}`)
    }
  }
  for (const name of ['@types/node', '@types/express', ...hostPackages]) link(app, root, name)
}

/** Links a dependency from where the workspace keeps it, unless the app has it or the workspace does not. */
const link = (app: string, from: string, name: string): void => {
  const source = join(from, 'node_modules', name)
  const target = join(app, 'node_modules', name)
  if (!existsSync(source) || existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(source), target, 'junction')
}

/**
 * Type-checks an app that imports every entry, the entries' declarations included, and does what the READMEs show, among
 * what `readme/host.d.ts` says that a host has. What is wrong in the declarations of other packages, which the app links
 * from the workspace, is not ours to judge.
 */
export const typeCheckApp = async (
  app: string,
  resolution: 'bundler' | 'nodenext',
  entries: readonly Entry[],
): Promise<void> => {
  const lines = entries.map(({ name }, index) => `export * as entry${index} from '${name}'`)
  writeFileSync(join(app, 'app.ts'), `${lines.join('\n')}\n`)
  const files = ['app.ts', 'host.d.ts']
  copyFileSync(join(root, '.ci/readme/host.d.ts'), join(app, 'host.d.ts'))
  // An import of the host's own module gets what the declarations say.
  writeFileSync(join(app, 'claude.ts'), 'const host = claude\nexport { host as claude }\n')
  for (const { name, language, code } of readmes().filter(({ language }) => /^tsx?$/.test(language))) {
    const file = `${name}.${language}`
    // Each is a module of its own, also where it imports nothing.
    writeFileSync(join(app, file), `${code}export {}\n`)
    files.push(file)
  }
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: resolution === 'bundler' ? 'ESNext' : 'NodeNext',
    moduleResolution: resolution,
    jsx: 'react-jsx',
    types: ['node'],
    strict: true,
    noEmit: true,
  }
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  await tool('tsc', ['-p', app]).catch((failure: Error) => {
    const errors = failure.message.split('\n').filter((line) => line.includes('error TS'))
    const ours = errors.filter((line) => !line.startsWith('node_modules/'))
    if (ours.length > 0) throw new Error(ours.join('\n'))
    if (errors.length === 0) throw failure
  })
}

/** The code of the READMEs, named after where it stands. */
const readmes = (): readonly Snippet[] => [
  ...snippetsOf(join(root, 'README.md'), 'readme'),
  ...publishedPackages().flatMap(({ name, folder }) => snippetsOf(join(folder, 'README.md'), basename(name))),
]

/** Throws where an app gets tests with the packages, or a page with a link to a file that it does not get. */
export const checkFiles = async (app: string, packages: readonly PublishedPackage[]): Promise<void> => {
  const files = packages.flatMap(({ name }) => globSync(`node_modules/${name}/**/*.*`, { cwd: app }))
  const tests = files.filter((file) => /\.(test|test-d|stories)\./.test(file))
  const pages = files.filter((file) => file.endsWith('.md'))
  const dead = pages.flatMap((page) =>
    [...readFileSync(join(app, page), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(app, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  )
  if (pages.length < packages.length) throw new Error('There are no pages.')
  if (tests.length + dead.length > 0) throw new Error([...tests, ...dead].join('\n'))
}
