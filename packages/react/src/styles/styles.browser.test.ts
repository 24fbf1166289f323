import { expect, test } from 'vitest'
import './index.css'

/**
 * Returns the outermost style rules, including rules in layers, media queries and container queries. Nested rules are
 * left out: they match only inside their parent rule.
 */
const listOutermostRules = (rules: CSSRuleList): CSSStyleRule[] =>
  [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [rule]
    return 'cssRules' in rule && !(rule instanceof CSSKeyframesRule)
      ? listOutermostRules(rule.cssRules as CSSRuleList)
      : []
  })

const layers = [...document.styleSheets].flatMap((sheet) =>
  [...sheet.cssRules].filter((rule) => rule instanceof CSSLayerBlockRule),
)
const rules = layers.flatMap((layer) => listOutermostRules(layer.cssRules))

test('all rules of index.css are in the layer `claude`', () => {
  expect(new Set(layers.map(({ name }) => name))).toEqual(new Set(['claude']))
  const rulesOutside = [...document.styleSheets]
    .filter((sheet) => [...sheet.cssRules].some((rule) => rule instanceof CSSLayerBlockRule))
    .flatMap((sheet) => [...sheet.cssRules].filter((rule) => rule instanceof CSSStyleRule))
  expect(rulesOutside).toEqual([])
})

test('no rule matches anything outside a widget', () => {
  expect(rules.length).toBeGreaterThan(10)
  const selectorsOutside = rules.flatMap(({ selectorText }) =>
    // Split at commas outside parentheses.
    selectorText.split(/,(?![^(]*\))/).filter((selector) => !selector.trim().startsWith('.claude-root')),
  )
  expect(selectorsOutside).toEqual([])
})
