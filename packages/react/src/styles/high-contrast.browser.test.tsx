import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { SyncStatus } from '../index.ts'
import type { Appearance } from '../provider.tsx'
import { renderWidget } from '../test/render-widget.tsx'
import './high-contrast.css'

const painted = (color: string): readonly number[] => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas.')
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
}

/** Relative luminance, as in WCAG 2.2. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = painted(color).map((part) =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const root = () => document.querySelector('.claude-root') as HTMLElement
const token = (name: string): string => {
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
    test(`asked for by ${appearance} in a ${scheme} page, text has 7:1 and edges have 3:1, whatever the host's colors are`, async () => {
      const { style } = document.documentElement
      style.colorScheme = appearance === 'auto-high-contrast' ? scheme : 'light'
      for (const name of ['--claude-ink', '--claude-surface', '--claude-accent']) style.setProperty(name, '#888')
      await renderWidget(<SyncStatus />, {}, { appearance })
      await expect.element(page.getByRole('heading', { level: 2 })).toBeVisible()
      expect(getComputedStyle(root()).backgroundColor).toBe(token('--_surface'))
      expect(luminance(token('--_surface')) > 0.5).toBe(scheme === 'light')
      const against = (name: string) => contrast(token(name), token('--_surface'))
      for (const name of ['--_ink', '--_ink-2', '--_ink-3', '--_accent']) expect(against(name), name).toBeGreaterThan(7)
      for (const name of ['--_edge', '--_rim', '--_line']) expect(against(name), name).toBeGreaterThan(3)
      expect(contrast(token('--_accent'), token('--_accent-ink'))).toBeGreaterThan(7)
    })
  }
}

test('what the system asks for is what the host can ask for', () => {
  const own = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => /high-contrast|prefers-contrast/.test(rule.cssText) && !(rule instanceof CSSLayerBlockRule))
  const bodies = own.map((rule) => {
    const style = rule instanceof CSSMediaRule ? rule.cssRules[0] : rule
    return style?.cssText.replace(/^[^{]+/, '').replace(/\s+/g, ' ')
  })
  expect(bodies).toHaveLength(2)
  expect(bodies[0]).toContain('--_ink')
  expect(bodies[1]).toBe(bodies[0])
})
