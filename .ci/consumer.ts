import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run, tool } from './run-command.ts'
import { type Entry, type PublishedPackage, root } from './workspace.ts'

interface PackedPackage extends PublishedPackage {
  readonly tarball: string
}

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
  link(app, root, '@types/node')
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
 * Type-checks an app that imports every entry, the entries' declarations included. What is wrong in the declarations of
 * other packages, which the app links from the workspace, is not ours to judge.
 */
export const typeCheckApp = async (
  app: string,
  resolution: 'bundler' | 'nodenext',
  entries: readonly Entry[],
): Promise<void> => {
  const lines = entries.map(({ name }, index) => `export * as entry${index} from '${name}'`)
  writeFileSync(join(app, 'app.ts'), `${lines.join('\n')}\n`)
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
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }))
  await tool('tsc', ['-p', app]).catch((failure: Error) => {
    const errors = failure.message.split('\n').filter((line) => line.includes('error TS'))
    const ours = errors.filter((line) => !line.startsWith('node_modules/'))
    if (ours.length > 0) throw new Error(ours.join('\n'))
    if (errors.length === 0) throw failure
  })
}
