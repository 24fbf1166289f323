import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { SyncStatus } from '../index.ts'
import type { Appearance } from '../resolve-settings.ts'
import { renderWidget } from '../test/render-widget.tsx'
import './high-contrast.css'

/** Returns red, green and blue of a CSS color, from 0 to 255. */
const readRgb = (color: string): readonly number[] => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('The browser has no 2D canvas.')
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
}

/** Computes the relative luminance of a color, from 0 to 1. Source: WCAG 2.2. */
const computeLuminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = readRgb(color).map((channel) =>
    channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Computes the contrast ratio of two colors, from 1 to 21. Source: WCAG 2.2. */
const computeContrast = (first: string, second: string): number => {
  const [dark = 0, light = 0] = [computeLuminance(first), computeLuminance(second)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const findRoot = () => document.querySelector('.claude-root') as HTMLElement

/** Returns the computed color of a token. */
const readToken = (name: string): string => {
  const probe = document.createElement('i')
  probe.style.setProperty('color', `var(${name})`, 'important')
  findRoot().append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

afterEach(() => document.documentElement.removeAttribute('style'))

for (const scheme of ['light', 'dark'] as const) {
  for (const appearance of [`${scheme}-high-contrast`, 'auto-high-contrast'] satisfies Appearance[]) {
    const pageScheme = appearance === 'auto-high-contrast' ? scheme : 'light'
    test(`${appearance} in a ${pageScheme} page has ${scheme} high contrast, whatever the host's tokens`, async () => {
      const { style } = document.documentElement
      style.colorScheme = pageScheme
      for (const name of ['--claude-ink', '--claude-surface', '--claude-accent']) style.setProperty(name, '#888')
      renderWidget(<SyncStatus />, {}, { appearance })
      await expect.element(page.getByRole('heading', { level: 2 })).toBeVisible()
      expect(getComputedStyle(findRoot()).backgroundColor).toBe(readToken('--_surface'))
      expect(computeLuminance(readToken('--_surface')) > 0.5).toBe(scheme === 'light')
      const computeContrastOnSurface = (name: string) => computeContrast(readToken(name), readToken('--_surface'))
      for (const name of ['--_ink', '--_ink-2', '--_ink-3', '--_accent'])
        expect(computeContrastOnSurface(name), name).toBeGreaterThan(7)
      for (const name of ['--_edge', '--_rim', '--_line'])
        expect(computeContrastOnSurface(name), name).toBeGreaterThan(3)
      expect(computeContrast(readToken('--_accent'), readToken('--_accent-ink'))).toBeGreaterThan(7)
    })
  }
}

test('the system preference and the appearance option set the same tokens', () => {
  const highContrastRules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => /high-contrast|prefers-contrast/.test(rule.cssText) && !(rule instanceof CSSLayerBlockRule))
  const declarations = highContrastRules.map((rule) => {
    const style = rule instanceof CSSMediaRule ? rule.cssRules[0] : rule
    return style?.cssText.replace(/^[^{]+/, '').replace(/\s+/g, ' ')
  })
  expect(declarations).toHaveLength(2)
  expect(declarations[0]).toContain('--_ink')
  expect(declarations[1]).toBe(declarations[0])
})
