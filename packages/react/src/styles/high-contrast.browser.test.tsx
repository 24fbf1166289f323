import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { SyncStatus } from '../index.ts'
import type { Appearance } from '../provider.tsx'
import { renderWidget } from '../test/render-widget.tsx'
import './high-contrast.css'

/** Red, green and blue of a CSS color, 0 to 255. */
const readRgb = (color: string): readonly number[] => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('The browser has no 2D canvas.')
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
}

/** Relative luminance, 0 to 1. Source: WCAG 2.2. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = readRgb(color).map((channel) =>
    channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio, 1 to 21. Source: WCAG 2.2. */
const contrast = (first: string, second: string): number => {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const root = () => document.querySelector('.claude-root') as HTMLElement
/** The computed color of a token. */
const readToken = (name: string): string => {
  const probe = document.createElement('i')
  probe.style.setProperty('color', `var(${name})`, 'important')
  root().append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

afterEach(() => document.documentElement.removeAttribute('style'))

for (const scheme of ['light', 'dark'] as const) {
  for (const appearance of [`${scheme}-high-contrast`, 'auto-high-contrast'] satisfies Appearance[]) {
    test(`${appearance} gives text 7:1 and edges 3:1 contrast in a ${scheme} page, whatever the host's colors`, async () => {
      const { style } = document.documentElement
      style.colorScheme = appearance === 'auto-high-contrast' ? scheme : 'light'
      for (const name of ['--claude-ink', '--claude-surface', '--claude-accent']) style.setProperty(name, '#888')
      renderWidget(<SyncStatus />, {}, { appearance })
      await expect.element(page.getByRole('heading', { level: 2 })).toBeVisible()
      expect(getComputedStyle(root()).backgroundColor).toBe(readToken('--_surface'))
      expect(luminance(readToken('--_surface')) > 0.5).toBe(scheme === 'light')
      const contrastOnSurface = (name: string) => contrast(readToken(name), readToken('--_surface'))
      for (const name of ['--_ink', '--_ink-2', '--_ink-3', '--_accent'])
        expect(contrastOnSurface(name), name).toBeGreaterThan(7)
      for (const name of ['--_edge', '--_rim', '--_line']) expect(contrastOnSurface(name), name).toBeGreaterThan(3)
      expect(contrast(readToken('--_accent'), readToken('--_accent-ink'))).toBeGreaterThan(7)
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
