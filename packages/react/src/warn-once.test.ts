import { afterEach, expect, test, vi } from 'vitest'
import { warnOnce } from './warn-once.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('prints a warning once, with its code and page, and nothing in production', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  vi.stubEnv('NODE_ENV', 'production')
  warnOnce('setting_invalid', 'The locale is wrong.')
  expect(warn).not.toHaveBeenCalled()
  vi.stubEnv('NODE_ENV', 'development')
  warnOnce('setting_invalid', 'The locale is wrong.')
  warnOnce('setting_invalid', 'The locale is wrong.')
  expect(warn.mock.calls).toEqual([
    ['[setting_invalid] The locale is wrong. More: @windmill/claude-core, docs/errors/setting_invalid.md'],
  ])
})
