/**
 * Lets React update texts that a page translation has replaced. A browser's translator replaces a text node by a
 * `<font>`, and React still refers to the text node. React would write a new figure into this node unseen, or throw
 * when it removes the node or inserts something before it. So the guard puts the text node back in front of the
 * `<font>`, without its text. When React writes into the text node or removes it, the guard removes the `<font>`.
 *
 * @returns A function that ends the guard.
 */
export const guardTexts = (root: Element): (() => void) => {
  const translationByText = new WeakMap<Node, { readonly font: ChildNode; readonly original: string }>()
  const textByFont = new WeakMap<Node, Text>()

  /** Puts the text node back in front of the `<font>`, without its text. */
  const reinsert = (text: Text, font: ChildNode) => {
    translationByText.set(text, { font, original: text.data })
    textByFont.set(font, text)
    text.data = ''
    font.before(text)
  }
  const dropTranslation = (text: Node) => {
    translationByText.get(text)?.font.remove()
    translationByText.delete(text)
  }
  /**
   * Called when the translator shows the original again. Gives the text node its text back, and removes a new text node
   * that the translator has added in its place.
   */
  const restore = (text: Text, addedNodes: readonly Node[]) => {
    const translation = translationByText.get(text)
    if (!translation || !text.isConnected) return
    for (const node of addedNodes) if (node !== text && node instanceof Text) node.remove()
    text.data ||= translation.original
    translationByText.delete(text)
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      if (type === 'characterData' && (target as Text).data) dropTranslation(target)
      for (const node of removedNodes) {
        const text = textByFont.get(node)
        if (text) restore(text, [...addedNodes])
        else if (node instanceof Text && !node.isConnected) {
          const font = [...addedNodes, previousSibling, nextSibling].find(isConnectedFont)
          if (translationByText.has(node)) dropTranslation(node)
          else if (font) reinsert(node, font)
        }
      }
    }
    // Drops the records of the changes that the guard itself has made.
    observer.takeRecords()
  })
  observer.observe(root, { subtree: true, childList: true, characterData: true })
  return () => observer.disconnect()
}

const isConnectedFont = (node: Node | null | undefined): node is HTMLElement =>
  node?.nodeName === 'FONT' && node.isConnected
