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
  readonly folder: string
}

/** An importable entry of a published package. */
export interface Entry {
  /** As an app imports it: `@windmill/claude-core/api`. */
  readonly name: string
  /** Its source file. */
  readonly file: string
}

export const root: string = fileURLToPath(new URL('..', import.meta.url))

/** The packages that go to npm. */
export const publishedPackages = (): readonly PublishedPackage[] =>
  globSync('packages/*/package.json', { cwd: root })
    .sort()
    .map((path) => ({
      ...(JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest),
      folder: join(root, dirname(path)),
    }))

/** A package's entries that hold code: not its stylesheet or manifest. */
export const entriesOf = ({ name, exports, folder }: PublishedPackage): readonly Entry[] =>
  Object.entries(exports)
    .filter(([, file]) => /\.tsx?$/.test(file))
    .map(([path, file]) => ({ name: name + path.slice(1), file: join(folder, file) }))
