import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Fonts that need no font file: generic families, fonts of the operating system, and `inherit`. */
const systemFonts = ['ui-sans-serif', 'system-ui', '"Segoe UI"', 'sans-serif', 'ui-monospace', 'monospace', 'inherit']

test('the stylesheets name only fonts of the system, because no font is shipped', () => {
  const css = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.css'))
    .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
    .join('\n')
  const namedFonts = [...css.matchAll(/font-family:([^;]+);/g)].flatMap(([, list = '']) => list.split(','))
  expect(namedFonts.length).toBeGreaterThan(0)
  for (const font of namedFonts) expect(systemFonts).toContain(font.trim())
})
