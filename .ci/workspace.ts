import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface PublishedPackage extends Manifest {
  /** Absolute path. */
  readonly folder: string
}

/** An entry point of a published package. */
export interface Entry {
  /** The specifier that an app imports, such as `@windmill/claude-core/api`. */
  readonly name: string
  /** Path of its source file. */
  readonly file: string
}

/** Path of the repository. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

/** Returns the packages that are published to npm. */
export const readPublishedPackages = (): readonly PublishedPackage[] =>
  globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => ({
      ...(JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest),
      folder: join(root, dirname(path)),
    }))

/** Returns a package's entry points that are code, so without its stylesheet and manifest. */
export const listEntries = ({ name, exports, folder }: PublishedPackage): readonly Entry[] =>
  Object.entries(exports)
    .filter(([, file]) => /\.tsx?$/.test(file))
    .map(([path, file]) => ({ name: name + path.slice(1), file: join(folder, file) }))
