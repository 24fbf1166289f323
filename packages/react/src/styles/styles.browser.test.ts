import { expect, test } from 'vitest'
import './index.css'

/** Every style rule of the package, out of its layer, its media and its containers. */
const styleRules = (rules: CSSRuleList): CSSStyleRule[] =>
  [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule]
    return 'cssRules' in rule && !(rule instanceof CSSKeyframesRule) ? styleRules(rule.cssRules as CSSRuleList) : []
  })

const layers = [...document.styleSheets].flatMap((sheet) =>
  [...sheet.cssRules].filter((rule) => rule instanceof CSSLayerBlockRule),
)
const rules = layers.flatMap((layer) => styleRules(layer.cssRules))

test('all styles are in one layer, which hosts can put where they want', () => {
  expect(new Set(layers.map(({ name }) => name))).toEqual(new Set(['claude']))
  const outside = [...document.styleSheets]
    .filter((sheet) => [...sheet.cssRules].some((rule) => rule instanceof CSSLayerBlockRule))
    .flatMap((sheet) => [...sheet.cssRules].filter((rule) => rule instanceof CSSStyleRule))
  expect(outside).toEqual([])
})

test('no rule reaches anything outside of a widget', () => {
  expect(rules.length).toBeGreaterThan(10)
  const leaking = rules.flatMap(({ selectorText }) =>
    selectorText.split(/,(?![^(]*\))/).filter((selector) => !selector.trim().startsWith('.claude-root')),
  )
  expect(leaking).toEqual([])
})
