import { expect, test } from 'vitest'
import { foldSearchText } from './fold-search-text.ts'

test.each([
  ['Zoë ÅKERSTRÖM', 'zoe akerstrom'],
  ['Zoe\u0308', 'zoe'],
  ['ﬁnance Ａｄａ', 'finance ada'],
  ['李 Ольга', '李 ольга'],
  ['Łukasz', 'łukasz'],
  ['', ''],
])('folds %j to %j', (text, folded) => {
  expect(foldSearchText(text)).toBe(folded)
})

test('keeps a folded text unchanged', () => {
  const folded = foldSearchText('Tomás Ribeiro <tomas@example.com>')
  expect(foldSearchText(folded)).toBe(folded)
})
