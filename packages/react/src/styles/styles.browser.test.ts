import { expect, test } from 'vitest'
import './index.css'

/** All style rules, including those inside layers, media queries and container queries. */
const flattenRules = (rules: CSSRuleList): CSSStyleRule[] =>
  [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule]
    return 'cssRules' in rule && !(rule instanceof CSSKeyframesRule) ? flattenRules(rule.cssRules as CSSRuleList) : []
  })

const layers = [...document.styleSheets].flatMap((sheet) =>
  [...sheet.cssRules].filter((rule) => rule instanceof CSSLayerBlockRule),
)
const rules = layers.flatMap((layer) => flattenRules(layer.cssRules))

test('all styles are in one layer, so that hosts can order it', () => {
  expect(new Set(layers.map(({ name }) => name))).toEqual(new Set(['claude']))
  const outside = [...document.styleSheets]
    .filter((sheet) => [...sheet.cssRules].some((rule) => rule instanceof CSSLayerBlockRule))
    .flatMap((sheet) => [...sheet.cssRules].filter((rule) => rule instanceof CSSStyleRule))
  expect(outside).toEqual([])
})

test('no rule matches anything outside a widget', () => {
  expect(rules.length).toBeGreaterThan(10)
  const leaking = rules.flatMap(({ selectorText }) =>
    selectorText.split(/,(?![^(]*\))/).filter((selector) => !selector.trim().startsWith('.claude-root')),
  )
  expect(leaking).toEqual([])
})
