/**
 * Lets React update texts that a page translation has replaced. A browser's translator puts a `<font>` in the place of a
 * text node, and React keeps the text node. It would write a new figure into it unseen, or throw when it removes it or
 * inserts something before it. So the text node goes back, empty, in front of the translation. The translation goes as
 * soon as React writes into the text node or removes it.
 *
 * @returns A function that ends it.
 */
export const guardTexts = (root: Element): (() => void) => {
  const translations = new WeakMap<Node, { readonly font: ChildNode; readonly original: string }>()
  const texts = new WeakMap<Node, Text>()

  const guard = (text: Text, font: ChildNode) => {
    translations.set(text, { font, original: text.data })
    texts.set(font, text)
    text.data = ''
    font.before(text)
  }
  const dropTranslation = (text: Node) => {
    translations.get(text)?.font.remove()
    translations.delete(text)
  }
  /** The translator shows the original again: with the text node, or with a new one in its place. */
  const restore = (text: Text, addedNodes: readonly Node[]) => {
    const translation = translations.get(text)
    if (!translation || !text.isConnected) return
    for (const node of addedNodes) if (node !== text && node instanceof Text) node.remove()
    text.data ||= translation.original
    translations.delete(text)
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type === 'characterData' && (target as Text).data) dropTranslation(target)
      for (const node of removedNodes) {
        const text = texts.get(node)
        if (text) restore(text, [...addedNodes])
        else if (node instanceof Text && !node.isConnected) {
          const font = [...addedNodes, previousSibling, nextSibling].find(isConnectedFont)
          if (translations.has(node)) dropTranslation(node)
          else if (font) guard(node, font)
        }
      }
    }
    // Its own changes.
    observer.takeRecords()
  })
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  return () => observer.disconnect()
}

const isConnectedFont = (node: Node | null | undefined): node is HTMLElement =>
  node?.nodeName === 'FONT' && node.isConnected
