import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './workspace.ts'

const toPath = (named: string): string =>
  /^(?:core|react)\//.test(named) ? named.replace(/^(\w+)\//, 'packages/$1/src/') : `packages/server/src/${named}`

test('the threat model names only files that exist', () => {
  const text = readFileSync(join(root, 'packages/server/docs/threat-model.md'), 'utf8')
  const named = [...text.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, path = '']) => toPath(path))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
