import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findKey } from './find-key.ts'
import type { KeyProblem } from './key-problems.ts'

const secret = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdEfGhIjKl'
const key = `sk-ant-api01-${secret}`

const found = (expected: string) => ({ key: expected, problem: null })
const refused = (problem: KeyProblem) => ({ key: null, problem })

const keyCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Secrets as long and as random as real secrets. Like real secrets, they begin and end with a letter or a digit. */
const anySecret = fc
  .tuple(
    fc.constantFrom('Q', 'z', '7'),
    fc.noShrink(fc.noBias(fc.array(fc.constantFrom(...keyCharacters), { minLength: 92, maxLength: 92 }))),
    fc.constantFrom('AA', 'x9'),
  )
  .map(([first, middle, last]) => `${first}${middle.join('')}${last}`)
const anyKind = fc.constantFrom('api01', 'api02', 'analytics01', 'ent01')
const refusedKinds: readonly (readonly [kind: string, problem: KeyProblem])[] = [
  ...['admin', 'admin01', 'admin2', 'admin007'].map((kind) => [kind, 'key_is_admin'] as const),
  ['api03', 'key_is_workspace'],
  ...['oat', 'oat01', 'ort01', 'ort9', 'sid', 'sid02'].map((kind) => [kind, 'key_is_token'] as const),
]

/** Percent-encodes every byte of a string. */
const encodeAll = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const insertAt = (text: string, position: number, inserted: string) =>
  `${text.slice(0, position)}${inserted}${text.slice(position)}`

/** Texts that contain a key. */
const wrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` \t${text}\r\n`,
  (text) => `\uFEFF${text}\u00a0`,
  ...['""', "''", '``', '“”', '„“', '‘’', '«»', '‹›', '()', '[]', '<>', '{}'].map(
    ([open = '', close = '']) =>
      (text: string) =>
        `${open}${text}${close}`,
  ),
  (text) => `"${text}'`,
  (text) => `CLAUDE_KEY=${text}`,
  (text) => `export CLAUDE_KEY="${text}"\nexport OTHER=1`,
  (text) => `CLAUDE_KEY='${text}' npm start`,
  (text) => `set CLAUDE_KEY=${text}\r\n`,
  (text) => `$env:CLAUDE_KEY = "${text}";`,
  (text) => `claude_key: ${text} # of 2026-11-29`,
  (text) => JSON.stringify({ name: 'Windmill', apiKey: text, createdAt: '2026-11-29' }, null, 2),
  (text) => JSON.stringify(JSON.stringify({ apiKey: text })),
  (text) => JSON.stringify({ text: `The key:\n${text}\n` }),
  (text) => `Authorization: Bearer ${text}`,
  (text) => `x-api-key: ${text}\r\nx-other: 1`,
  (text) => `curl -H 'x-api-key: ${text}' \\\n  -H "anthropic-version: 2023-06-01" https://api.anthropic.com/v1/x`,
  (text) => `curl --header=x-api-key:${text} https://api.anthropic.com/v1/organizations`,
  (text) => `https://example.com/?key=${text}&name=Windmill#top`,
  (text) => `https://example.com/?next=${encodeURIComponent(`https://example.com/?key=${text}&a=b`)}`,
  (text) => encodeAll(text),
  (text) => encodeAll(encodeAll(text)),
  (text) => text.replaceAll('-', '%2D'),
  (text) => `"${text.replaceAll('-', '\\u002d')}"`,
  (text) => `**${text}**`,
  (text) => `_${text}_`,
  (text) => `__${text}__`,
  (text) => `<!--${text}-->`,
  (text) => `- ${text}\n- read:analytics`,
  (text) => `> ${text}\n> Thanks`,
  (text) => `\`\`\`\n${text}\n\`\`\``,
  (text) => `[${text}](https://claude.ai/analytics/api-keys)`,
  (text) => `| Windmill | ${text} | read:analytics |`,
  (text) => `Name\nWindmill\nKey\n${text}\nCreated\nNov 29, 2026`,
  (text) => `Hi Ada, the key is ${text}. It was made today.`,
  (text) => `Here it is (${text}), thanks!`,
  (text) => `Is it ${text}?`,
  (text) => `The key—${text}—works`,
  (text) => `${text}…`,
  (text) => `${text} thanks, Bob`,
  (text) => `${text}\nThanks\nBob`,
  (text) => `${text},${text};${text}`,
  (text) => text.replace('sk-ant-', 'SK-ANT-'),
  (text) => text.replace('sk', 'Sk'),
  (text) => text.replaceAll('-', '\u2011'),
  (text) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  (text) => [...text].join('\0'),
  ...['\u200b', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u200e'].map(
    (invisible) => (text: string) => `${invisible}${[...text].join(invisible)}${invisible}`,
  ),
]

/** Texts that contain another text with a key. */
const outerWrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => ` ${text} `,
  (text) => `“${text}”`,
  (text) => JSON.stringify({ text }),
  encodeURIComponent,
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => `Hi Ada,\n\n${text}\n\nThanks, Bob`,
]

/** Texts between the lines of a broken key. */
const lineBreaks = ['\n', '\r\n', '\r', '\n    ', '\n> ', '=\r\n', '\u2028', '\\\n', '\\\r\n  ']
const anyBreak = fc.record({ at: fc.integer({ min: 20, max: 80 }), lineBreak: fc.constantFrom(...lineBreaks) })
const breakLines = (text: string, { at, lineBreak }: { readonly at: number; readonly lineBreak: string }) =>
  (text.match(new RegExp(`.{1,${at}}`, 'g')) ?? []).join(lineBreak)

describe('findKey', () => {
  test.each<readonly [pasted: string, result: ReturnType<typeof findKey>]>([
    [key, found(key)],
    // Other kinds are accepted, because the API decides.
    [`sk-ant-api07-${secret}`, found(`sk-ant-api07-${secret}`)],
    [`sk-ant-analytics-${secret}`, found(`sk-ant-analytics-${secret}`)],
    [`sk-ant-administrator01-${secret}`, found(`sk-ant-administrator01-${secret}`)],
    [`sk-ant-side01-${secret}`, found(`sk-ant-side01-${secret}`)],
    [`sk-ant-api031-${secret}`, found(`sk-ant-api031-${secret}`)],
    // As text recognition reads a screenshot.
    [`sk- ant-api01-${secret}`, found(key)],
    [`sk - ant - api01 - ${secret}`, found(key)],
    [`sk-ant -admin01-${secret}`, refused('key_is_admin')],
    [`${'sk-ant-api01-'}${'Ab3'.repeat(29)} CdEfGhAA thanks`, found(`sk-ant-api01-${'Ab3'.repeat(29)}`)],
    [
      `sk-ant-api01-${['A1b2C3d4'.repeat(5), 'A1b2C3d4'.repeat(5), 'A1b2C3d', 'CdEfGhAA', 'thanks'].join(' ')}`,
      found(`sk-ant-api01-${'A1b2C3d4'.repeat(10)}A1b2C3dCdEfGhAA`),
    ],
    // As Markdown and HTML escape it.
    [key.replaceAll('-', '\\-').replaceAll('_', '\\_'), found(key)],
    [key.replaceAll('-', '&#45;'), found(key)],
    [`sk&#x2D;ant&#x2D;admin01-${secret}`, refused('key_is_admin')],
    ['', refused('key_missing')],
    [' \n', refused('key_missing')],
    ['""', refused('key_missing')],
    ['\u200b', refused('key_missing')],
    ['hunter2', refused('key_malformed')],
    ['https://claude.ai/analytics/api-keys please', refused('key_malformed')],
    ['sk-ant-', refused('key_malformed')],
    ['sk-ant-api01-', refused('key_malformed')],
    ['sk-ant-api01-AbC...xYz9', refused('key_malformed')],
    [`sk-proj-${secret}`, refused('key_malformed')],
    [`sk-ant-api01-${'a'.repeat(400)}`, refused('key_malformed')],
    [`sk-ant-api01-${secret.slice(0, 20)} ${secret.slice(20)}`, found(key)],
    [`sk-ant-api01-${secret}\r\nx-other: 1`, found(key)],
    [`ANTHROPIC_KEY=sk-ant-admin01-${secret}`, refused('key_is_admin')],
    [`sk-ant-admin01-${secret}\nsk-ant-api01-`, refused('key_is_admin')],
    [`ADMIN=sk-ant-admin01-${secret}\nANALYTICS=${key}`, found(key)],
    [`${key}\nsk-ant-api01-z${secret}`, refused('key_ambiguous')],
    [`${key}sk-ant-api01-z${secret}`, refused('key_ambiguous')],
    [`${key}sk-ant-admin01-${secret}`, found(key)],
  ])('finds in %j: %o', (pasted, result) => {
    expect(findKey(pasted)).toEqual(result)
  })

  test.each(refusedKinds)('refuses the kind %s in every wrapping: %s', (kind, problem) => {
    for (const wrap of wrappings) {
      const pasted = wrap(`sk-ant-${kind}-${secret}`)
      expect(findKey(pasted), pasted).toEqual(refused(problem))
    }
  })

  test('finds exactly the key, however it is wrapped', () => {
    for (const wrap of wrappings) expect(findKey(wrap(key)), wrap(key)).toEqual(found(key))
    fc.assert(
      fc.property(
        anyKind,
        anySecret,
        fc.constantFrom(...wrappings),
        fc.constantFrom(...outerWrappings),
        (kind, body, wrap, wrapAgain) => {
          const text = `sk-ant-${kind}-${body}`
          const pasted = wrapAgain(wrap(text))
          expect(findKey(pasted), pasted).toEqual(found(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('finds a key that is broken into lines, with text before and after it', () => {
    fc.assert(
      fc.property(
        anySecret,
        anyBreak,
        fc.constantFrom('', 'KEY=', '"', 'My key: '),
        fc.constantFrom('', '"', '\nThanks', '\nOTHER=1', ' thanks', '.', '\n\nBob'),
        (body, lineBreak, before, after) => {
          const text = `sk-ant-api01-${body}`
          // A shorter last line could be a word of the text after the key.
          fc.pre(text.length % lineBreak.at >= 12)
          const pasted = `${before}${breakLines(text, lineBreak)}${after}`
          expect(findKey(pasted), pasted).toEqual(found(text))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('finds a key with a line break before letters that look like a JSON escape', () => {
    const text = `sk-ant-api01-${'Q4fx'.repeat(15)}Ue76bjle6i98OYzp`
    expect(findKey(text.replace('Ue', '\\\n  Ue'))).toEqual(found(text))
  })

  test('refuses a key by its kind even if a line break is inside the JSON escape of the hyphen after the kind', () => {
    for (const [kind, problem] of [
      ['oat', 'key_is_token'],
      ['admin', 'key_is_admin'],
    ] as const) {
      expect(findKey(`"sk\\u002dant\\u002d${kind}\\\nu002d${secret}"`)).toEqual(refused(problem))
    }
  })

  test('returns no key of a refused kind, in any letter case, encoding, wrapping or number of pieces', () => {
    const anyRefusedKey = fc
      .tuple(fc.constantFrom(...refusedKinds), anySecret, fc.infiniteStream(fc.boolean()))
      .map(([[kind], body, coins]) =>
        [...`sk-ant-${kind}-`]
          .map((character) => (coins.next().value ? character.toUpperCase() : character))
          .join('')
          .concat(body),
      )
    const anyChange = fc.oneof(
      fc.tuple(fc.nat(120), fc.constantFrom(' ', '\n', '\u200b', '\u00a0', '"', '" + "', '%', '\\', '\0', '\t')).map(
        ([position, inserted]) =>
          (text: string) =>
            insertAt(text, position % text.length, inserted),
      ),
      fc.nat(120).map((position) => (text: string) => {
        const character = text[position % text.length] ?? ''
        return text.replace(character, () => encodeAll(character))
      }),
      anyBreak.map((lineBreak) => (text: string) => breakLines(text, lineBreak)),
      fc.constantFrom(...wrappings),
    )
    fc.assert(
      fc.property(anyRefusedKey, fc.array(anyChange, { maxLength: 4 }), (text, changes) => {
        const pasted = changes.reduce((current, change) => change(current), text)
        expect(findKey(pasted).key, pasted).toBeNull()
      }),
      { numRuns: 3000 },
    )
  })

  test('returns only characters that are valid in a header, for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const result = findKey(`${key}${text}`)
        if (result.problem === null) expect(result.key).toMatch(/^sk-ant-[\w-]+$/)
      }),
      { numRuns: 500 },
    )
  })

  test('takes less than two seconds for long texts', () => {
    const texts = ['sk-ant-', '%25', ' ', '\n> ', '-', 'a', '\\u0025', 'sk-ant-a\n', '=\n'].map((part) =>
      part.repeat(100_000),
    )
    const startedAt = performance.now()
    for (const text of texts) for (const prefix of ['', 'sk-ant-api01-a']) findKey(prefix + text)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })

  test('takes linear time for long runs before a key', () => {
    const startedAt = performance.now()
    for (const part of ['\\', '_', '-']) {
      for (let count = 0; count < 30; count++) findKey(`${part.repeat(9_980)}xsk-ant-a`)
    }
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})
