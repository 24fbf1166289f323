import { describe, expect, test } from 'vitest'
import { resolveSettings } from './resolve-settings.ts'

const defaults = { baseUrl: '/api/claude', locale: 'en-GB', texts: {}, appearance: 'auto' }

test('settings that are left out have their defaults, without a warning', () => {
  expect(resolveSettings({})).toEqual({ ...defaults, warnings: [] })
})

describe('a locale', () => {
  test.each(['de', 'zh-Hans-CN', 'en-GB-u-nu-latn', 'sr-Latn'])(
    'that is a supported tag stays as it is: %s',
    (locale) => {
      expect(resolveSettings({ locale })).toEqual({ ...defaults, locale, warnings: [] })
    },
  )

  test.each([
    ['en_US', 'en-US'],
    ['pt_BR.UTF-8', 'pt-BR'],
    ['de_DE@euro', 'de-DE'],
    ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
    ['*', 'en-GB'],
    ['tlh, fr;q=0.5', 'fr'],
    ['', 'en-GB'],
    [' ', 'en-GB'],
    ['C', 'en-GB'],
    ['english', 'en-GB'],
    ['xx', 'en-GB'],
    ['x'.repeat(10_000), 'en-GB'],
    [null, 'en-GB'],
    [42, 'en-GB'],
    [['xx', 'sv-SE'], 'sv-SE'],
    [{}, 'en-GB'],
  ])('that is no tag is read as well as possible, with one warning: %s', (locale, expected) => {
    const settings = resolveSettings({ locale })
    expect(settings.locale).toBe(expected)
    expect(settings.warnings).toHaveLength(1)
    expect(settings.warnings[0]?.length).toBeLessThan(300)
    expect(new Intl.DateTimeFormat(settings.locale).format(0)).toBeTypeOf('string')
  })
})

test.each([
  [{ baseUrl: null }, 'baseUrl'],
  [{ baseUrl: 7 }, 'baseUrl'],
  [{ texts: null }, 'texts'],
  [{ texts: 'de' }, 'texts'],
  [{ appearance: 'night' }, 'appearance'],
  [{ appearance: null }, 'appearance'],
])('another wrong setting gets its default, with a warning that names it: %j', (given, name) => {
  const { warnings, ...settings } = resolveSettings(given)
  expect(settings).toEqual(defaults)
  expect(warnings).toEqual([expect.stringContaining(` as ${name}, `)])
})

test('texts with an unusable language have the plural forms of the locale', () => {
  expect(resolveSettings({ locale: 'sv', texts: { language: 'en_US', retry: 'Again' } })).toMatchObject({
    texts: { language: 'sv', retry: 'Again' },
    warnings: [expect.stringContaining('texts.language')],
  })
})
