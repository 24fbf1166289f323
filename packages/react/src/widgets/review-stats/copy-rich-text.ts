/** Copies a text to the clipboard as plain text and as HTML. Resolves to false if the browser does not allow it. */
export const copyRichText = async ({
  text,
  html,
}: {
  readonly text: string
  readonly html: string
}): Promise<boolean> => {
  try {
    const createEntry = (type: string, content: string) => [type, new Blob([content], { type })]
    const item = new ClipboardItem(
      Object.fromEntries([createEntry('text/plain', text), createEntry('text/html', html)]),
    )
    await navigator.clipboard.write([item])
    return true
  } catch {
    // Older browsers and pages on plain HTTP have no Clipboard API. Inside some frames it is denied.
    return copyByCommand(text, html)
  }
}

/**
 * Copies with the legacy `execCommand`, and returns whether that worked. The command copies the selection, so a
 * temporary field is selected. The focus returns to where it was.
 */
const copyByCommand = (text: string, html: string): boolean => {
  const focusedElement = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const setData = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', html)
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
