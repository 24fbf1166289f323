import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultConfig, readConfig } from './read-config.ts'

test('uses the defaults for missing and empty variables', () => {
  expect(readConfig({})).toEqual(defaultConfig)
  expect(
    readConfig({ PORT: '', DATABASE_URL: ' ', CLAUDE_API_URL: '', DEMO_DIRECTORY: '', CLAUDE_API_RPM: '' }),
  ).toEqual(defaultConfig)
})

test('reads every variable', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'windmill-config-')), 'people.json')
  writeFileSync(file, JSON.stringify([{ id: 'p1', name: 'Ada', emails: [] }]))
  const config = readConfig({
    PORT: '8080',
    DATABASE_URL: 'postgres://localhost/windmill',
    CLAUDE_API_URL: 'http://localhost:9000/',
    DEMO_DIRECTORY: file,
    CLAUDE_VAULT_KEY: 'a key',
    CLAUDE_API_RPM: '600',
  })
  expect(config).toMatchObject({
    port: 8080,
    databaseUrl: 'postgres://localhost/windmill',
    claudeApiUrl: 'http://localhost:9000',
    vaultKey: 'a key',
    maxRequestsPerMinute: 600,
  })
  expect(config.people?.map(({ id }) => id)).toEqual(['p1'])
})

test.each([
  ['PORT', 'http', 'PORT: "http" is not a whole number from 0 to 65535. Leave PORT out to use 4400.'],
  ['PORT', '65536', 'PORT: "65536" is not a whole number from 0 to 65535. Leave PORT out to use 4400.'],
  ['PORT', '-1', 'PORT: "-1" is not a whole number from 0 to 65535. Leave PORT out to use 4400.'],
  ['PORT', '44.5', 'PORT: "44.5" is not a whole number from 0 to 65535. Leave PORT out to use 4400.'],
  [
    'CLAUDE_API_RPM',
    '0',
    'CLAUDE_API_RPM: "0" is not a whole number from 1 to 1000000. Leave CLAUDE_API_RPM out to use 50.',
  ],
  [
    'CLAUDE_API_URL',
    'api.anthropic.com',
    'CLAUDE_API_URL: "api.anthropic.com" is not an http or https address. Leave CLAUDE_API_URL out to start a local stand-in.',
  ],
  [
    'CLAUDE_API_URL',
    'file:///etc/passwd',
    'CLAUDE_API_URL: "file:///etc/passwd" is not an http or https address. Leave CLAUDE_API_URL out to start a local stand-in.',
  ],
])('rejects %s=%s and says what is wrong', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ code: 'config_invalid', message }))
})
