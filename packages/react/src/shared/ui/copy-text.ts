/** Copies content to the clipboard, as plain text and as HTML. Resolves to false if the browser does not allow it. */
export const copyText = async (texts: ClipboardTexts): Promise<boolean> => {
  try {
    const item = new ClipboardItem(
      Object.fromEntries(Object.entries(texts).map(([type, content]) => [type, new Blob([content], { type })])),
    )
    await navigator.clipboard.write([item])
    return true
  } catch {
    // Older browsers and pages on plain HTTP have no Clipboard API. Inside some frames it is denied.
    return copyByCommand(texts)
  }
}

/** The same content in several media types. Content without formatting has no HTML. */
interface ClipboardTexts {
  readonly 'text/plain': string
  readonly 'text/html'?: string
}

/**
 * Copies with the legacy `execCommand`, and returns whether that worked. The command copies the selection, so a
 * temporary field is selected. The focus returns to where it was.
 */
const copyByCommand = (texts: ClipboardTexts): boolean => {
  const focusedElement = document.activeElement
  const field = document.createElement('textarea')
  field.value = texts['text/plain']
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const setData = (event: ClipboardEvent) => {
    for (const [type, content] of Object.entries(texts)) event.clipboardData?.setData(type, content)
    event.preventDefault()
  }
  document.addEventListener('copy', setData)
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', setData)
    field.remove()
    if (focusedElement instanceof HTMLElement) focusedElement.focus()
  }
}
