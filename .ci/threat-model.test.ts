import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './workspace.ts'

/**
 * Returns the path in the repository of a file that the threat model names. A file of the server is named without its
 * package.
 */
const toPath = (name: string): string =>
  /^(?:core|react)\//.test(name) ? name.replace(/^(\w+)\//, 'packages/$1/src/') : `packages/server/src/${name}`

test('the threat model names only files that exist', () => {
  const text = readFileSync(join(root, 'packages/server/docs/threat-model.md'), 'utf8')
  const paths = [...text.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name = '']) => toPath(name))
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
