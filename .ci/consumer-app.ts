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
import { dirname, join } from 'node:path'
import { readAllSnippets } from './read-snippets.ts'
import { run, runTool } from './run-command.ts'
import { type Entry, type PublishedPackage, root } from './workspace.ts'

/** A package as npm would serve it. */
interface PackedPackage extends PublishedPackage {
  /** Path of the packed file. */
  readonly tarball: string
}

/** Packages that a host installs itself and that the checked code imports. */
const hostPackages = [
  '@hono/node-server',
  '@testing-library/dom',
  '@testing-library/react',
  'express',
  'fastify',
  'hono',
  'vitest',
]

/**
 * Creates an app that has the packed packages and their dependencies installed, as if they came from npm.
 * @param appFolder - Path of the app's folder, which is created.
 */
export const installPackages = async (appFolder: string, packages: readonly PackedPackage[]): Promise<void> => {
  mkdirSync(appFolder, { recursive: true })
  writeFileSync(join(appFolder, 'package.json'), JSON.stringify({ type: 'module' }))
  for (const { name, tarball } of packages) {
    const target = join(appFolder, 'node_modules', name)
    mkdirSync(target, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  }
  for (const { folder, dependencies, peerDependencies } of packages) {
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      linkDependency(appFolder, folder, name)
      linkDependency(appFolder, folder, `@types/${name}`)
    }
  }
  for (const name of ['@types/node', '@types/express', ...hostPackages]) linkDependency(appFolder, root, name)
}

/**
 * Links a dependency from the folder `from` into the app. Does nothing if the app already has the dependency, or if
 * `from` does not have it.
 */
const linkDependency = (appFolder: string, from: string, name: string): void => {
  const source = join(from, 'node_modules', name)
  const target = join(appFolder, 'node_modules', name)
  if (!existsSync(source) || existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true })
  symlinkSync(realpathSync(source), target, 'junction')
}

/**
 * Type-checks an app that imports every entry point and contains the code of the READMEs, of the guides, of the skills
 * and of every `@example`. `readme/host.d.ts` declares the names of the host that this code uses. Throws for errors in
 * the app and in the declarations of the packed packages, but not for errors in the declarations of their dependencies.
 */
export const typeCheckApp = async (
  appFolder: string,
  resolution: 'bundler' | 'nodenext',
  entries: readonly Entry[],
): Promise<void> => {
  const exportLines = entries.map(({ name }, index) => `export * as entry${index} from '${name}'`)
  writeFileSync(join(appFolder, 'app.ts'), `${exportLines.join('\n')}\n`)
  const files = ['app.ts', 'host.d.ts']
  copyFileSync(join(root, '.ci/readme/host.d.ts'), join(appFolder, 'host.d.ts'))
  // Stands in for the host's own module, which the code imports as `./claude.ts` or `@/claude`.
  writeFileSync(join(appFolder, 'claude.ts'), 'const host = claude\nexport { host as claude }\n')
  for (const { name, language, code } of readAllSnippets().filter(({ language }) => /^tsx?$/.test(language))) {
    const file = `${name}.${language}`
    // Without an import or export, the file would not be a module.
    writeFileSync(join(appFolder, file), `${code}export {}\n`)
    files.push(file)
  }
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: resolution === 'bundler' ? 'ESNext' : 'NodeNext',
    moduleResolution: resolution,
    jsx: 'react-jsx',
    types: ['node'],
    paths: { '@/claude': ['./claude.ts'] },
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
  }
  writeFileSync(join(appFolder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  await runTool('tsc', ['-p', appFolder]).catch((failure: Error) => {
    const errors = failure.message.split('\n').filter((line) => line.includes('error TS'))
    // Paths are relative to the repository. Dependencies are linked, so their real paths are in its `node_modules`.
    const ownErrors = errors.filter((line) => !line.startsWith('node_modules/'))
    if (ownErrors.length > 0) throw new Error(ownErrors.join('\n'))
    if (errors.length === 0) throw failure
  })
}

/** Throws if the installed packages contain tests, or Markdown pages with links to files that are not installed. */
export const checkInstalledFiles = async (appFolder: string, packages: readonly PublishedPackage[]): Promise<void> => {
  const files = packages.flatMap(({ name }) => globSync(`node_modules/${name}/**/*.*`, { cwd: appFolder }))
  const tests = files.filter((file) => /\.(test|test-d|stories)\./.test(file))
  const pages = files.filter((file) => file.endsWith('.md'))
  const deadLinks = pages.flatMap((page) =>
    [...readFileSync(join(appFolder, page), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(appFolder, dirname(page), link)))
      .map((link) => `${page}: ${link}`),
  )
  if (pages.length < packages.length) throw new Error('Some packages have no Markdown page.')
  if (tests.length + deadLinks.length > 0) throw new Error([...tests, ...deadLinks].join('\n'))
}
