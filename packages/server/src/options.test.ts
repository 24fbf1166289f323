import { describe, expect, it } from 'vitest'
import { type ClaudeIntegrationOptions, createClaudeIntegration } from './integration.ts'
import { memoryStorage } from './storage/memory.ts'
import { testVault } from './test/host.ts'

const needed: ClaudeIntegrationOptions = {
  storage: memoryStorage(),
  vault: testVault,
  directory: { listEmployees: () => [] },
  viewer: () => null,
}
/** As a host without types would. */
const createWith = (changes: Readonly<Record<string, unknown>>) =>
  createClaudeIntegration({ ...needed, ...changes } as unknown as ClaudeIntegrationOptions)

const wrong: readonly (readonly [name: string, changes: Readonly<Record<string, unknown>>])[] = [
  ...['storage', 'vault', 'directory', 'viewer'].flatMap((name) =>
    [undefined, null, {}, 'text'].map((given) => [name, { [name]: given }] as const),
  ),
  ['storage', { storage: Promise.resolve(memoryStorage()) }],
  ['storage', { storage: { ...memoryStorage(), sumAdoption: undefined } }],
  ['directory', { directory: () => [] }],
  ...['scheduler', 'logger', 'tracer', 'clock'].flatMap((name) =>
    [null, {}, () => {}].map((given) => [name, { [name]: given }] as const),
  ),
  ['claudeApi', { claudeApi: 'https://api.anthropic.com' }],
  ...['', 'api.anthropic.com', 'ftp://api.anthropic.com', 7].map(
    (baseUrl) => ['claudeApi.baseUrl', { claudeApi: { baseUrl } }] as const,
  ),
  ['claudeApi.fetch', { claudeApi: { fetch: {} } }],
  ...[Number.NaN, 0, -5, 1e-9, Number.POSITIVE_INFINITY, '50', null].map(
    (requestsPerMinute) => ['claudeApi.requestsPerMinute', { claudeApi: { requestsPerMinute } }] as const,
  ),
  ...[Number.NaN, 0, -1, 0.5, 1e9, Number.POSITIVE_INFINITY, '365', null].map(
    (accessDays) => ['accessDays', { accessDays }] as const,
  ),
  ['emailRules', { emailRules: true }],
  ['emailRules.aliasDomains', { emailRules: { aliasDomains: ['example.com', 'example.org'] } }],
  ['emailRules.plusTags', { emailRules: { plusTags: 'yes' } }],
  ['basePath', { basePath: /claude/ }],
]

describe('createClaudeIntegration', () => {
  it.each(wrong)('refuses a wrong option and names it: %s, given %o', (name, changes) => {
    expect(() => createWith(changes)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        code: 'option_invalid',
        message: expect.stringContaining(`The option ${name} of `),
      }),
    )
  })

  it('names what an object lacks, and a promise that was not awaited', () => {
    expect(() => createWith({ vault: { seal: () => {} } })).toThrow(
      'vault of createClaudeIntegration is an object without open',
    )
    expect(() => createWith({ storage: Promise.resolve() })).toThrow('a promise that was not awaited')
  })

  it('tells nothing of what a text holds, which may be a password', () => {
    expect(() => createWith({ claudeApi: { baseUrl: 'ada:secret@proxy' } })).toThrow(
      expect.not.stringContaining('secret'),
    )
  })

  it.each<Readonly<Record<string, unknown>>>([
    {},
    { claudeApi: undefined, accessDays: undefined, scheduler: undefined, logger: undefined, basePath: undefined },
    { claudeApi: { requestsPerMinute: 1, baseUrl: 'http://localhost:8080/', fetch }, accessDays: 1 },
    { claudeApi: { requestsPerMinute: 60.5 }, accessDays: 36_500, logger: console, basePath: '' },
    { emailRules: {} },
    { emailRules: { plusTags: true, aliasDomains: [['example.com', 'example.org']] } },
  ])('takes what is right, and what is left out: %o', (changes) => {
    expect(() => createWith(changes)).not.toThrow()
  })

  it('takes an adapter that is an instance of a class', () => {
    class Adapter {}
    Object.assign(Adapter.prototype, memoryStorage())
    expect(() => createWith({ storage: new Adapter() })).not.toThrow()
  })
})
