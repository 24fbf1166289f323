import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ClaudeProvider } from '../../index.ts'
import { guardTexts } from '../../shared/ui/guard-texts.ts'
import '../../styles/index.css'
import { clickEverything } from '../click-everything.ts'
import { createStubServer } from '../create-stub-server.ts'
import { loadLazyParts } from '../load-lazy-parts.ts'
import { widgets } from '../prefetch-widgets.tsx'

beforeAll(loadLazyParts)
afterEach(cleanup)

const listTexts = (container: Node): Text[] => {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  return texts
}

const isTranslatable = (text: Text) => text.data.trim() !== '' && !text.parentElement?.closest('font, [translate="no"]')

/** Replaces every text as the translators of Chrome and Edge do. The translation reads like the original. */
const translate = (container: Node): void => {
  for (const text of listTexts(container).filter(isTranslatable)) {
    const font = document.createElement('font')
    font.append(document.createElement('font'))
    font.firstElementChild?.append(text.data)
    text.replaceWith(font)
  }
}

/** Whether the emptied text node stands before its translation. React needs the text node to change or remove both. */
const hasOriginal = ({ previousSibling }: Element): boolean => previousSibling instanceof Text && !previousSibling.data

test.each(widgets)('$name keeps no outdated text on a translated page, whatever is clicked', async ({ widget }) => {
  const { container } = render(
    <ClaudeProvider viewerId="e-17" fetch={createStubServer().fetch}>
      {widget}
    </ClaudeProvider>,
  )
  let translationCount = 0
  await clickEverything(container, () => {
    const fonts = [...container.querySelectorAll('font:not(font font)')]
    expect(fonts.filter((font) => !hasOriginal(font)).map(({ textContent }) => textContent)).toEqual([])
    translationCount += fonts.length
    translate(container)
  })
  expect(translationCount).toBeGreaterThan(0)
})

describe('guardTexts', () => {
  /** Waits until the guard's mutation observer has run. */
  const waitForObserver = () => Promise.resolve()

  const createTranslatedParagraph = async () => {
    const root = document.createElement('p')
    root.append('31', document.createElement('b'))
    const text = root.firstChild as Text
    const stop = guardTexts(root)
    document.body.append(root)
    translate(root)
    await waitForObserver()
    return { root, text, stop }
  }

  test('a text that changes replaces its translation', async () => {
    const { root, text } = await createTranslatedParagraph()
    text.data = '32'
    await waitForObserver()
    expect(root.innerHTML).toBe('32<b></b>')
    root.remove()
  })

  test('a text that changes after each of two translations replaces both', async () => {
    const { root, text } = await createTranslatedParagraph()
    text.data = '32'
    await waitForObserver()
    translate(root)
    await waitForObserver()
    text.data = '33'
    await waitForObserver()
    expect(root.innerHTML).toBe('33<b></b>')
    root.remove()
  })

  test('a text that is removed takes its translation with it', async () => {
    const { root, text } = await createTranslatedParagraph()
    text.remove()
    await waitForObserver()
    expect(root.innerHTML).toBe('<b></b>')
    root.remove()
  })

  test.each(['the text node', 'a new text node'])(
    'shows the original when the translator restores %s',
    async (node) => {
      const { root, text } = await createTranslatedParagraph()
      root.querySelector('font')?.replaceWith(node === 'a new text node' ? '31' : text)
      await waitForObserver()
      expect(root.innerHTML).toBe('31<b></b>')
      expect(root.firstChild).toBe(text)
      root.remove()
    },
  )

  test('leaves the page alone after the guard is stopped', async () => {
    const { root, text, stop } = await createTranslatedParagraph()
    stop()
    text.data = '32'
    await waitForObserver()
    expect(root.textContent).toBe('3231')
    root.remove()
  })
})
