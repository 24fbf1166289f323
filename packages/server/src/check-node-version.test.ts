import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { checkNodeVersion, minNodeVersion } from './check-node-version.ts'

test('the minimum equals the minimum in package.json', () => {
  expect(packageJson.engines.node).toBe(`>=${minNodeVersion.replace(/\.0$/, '')}`)
})

test.each(['18.20.8', '20.20.2', '22.12.0', '21.99.0'])('refuses Node.js %s, naming it and the minimum', (node) => {
  expect(() => checkNodeVersion({ node })).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      code: 'node_outdated',
      message: expect.stringMatching(new RegExp(`${node}.*22\\.13`)),
    }),
  )
})

test.each([
  { node: '22.13.0' },
  { node: '24.0.0-rc.1' },
  { node: '100.1.0' },
  { node: '20.0.0', bun: '1.3.0' },
  { node: '20.0.0', deno: '2.1.0' },
  {},
  undefined,
])('accepts %j', (versions) => {
  expect(() => checkNodeVersion(versions)).not.toThrow()
})
