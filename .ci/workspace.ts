import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The fields of a `package.json` that the checks use. */
interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** A package that is published to npm. */
export interface PublishedPackage extends Manifest {
  /** Absolute path of the package's folder. */
  readonly folder: string
}

/** An entry point of a published package. */
export interface Entry {
  /** The specifier that an app imports, such as `@windmill/claude-core/api`. */
  readonly name: string
  /** Absolute path of its source file. */
  readonly file: string
}

/** Absolute path of the repository. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

/** Returns all packages that are published to npm, sorted by folder. */
export const readPublishedPackages = (): readonly PublishedPackage[] =>
  globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => ({
      ...(JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest),
      folder: join(root, dirname(path)),
    }))

/** Returns the entry points of a package that are code. Its stylesheets and its `package.json` are left out. */
export const listEntries = ({ name, exports, folder }: PublishedPackage): readonly Entry[] =>
  Object.entries(exports)
    .filter(([, file]) => /\.tsx?$/.test(file))
    .map(([path, file]) => ({ name: name + path.slice(1), file: join(folder, file) }))
