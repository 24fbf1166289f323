/** Puts text onto the clipboard, plain and as HTML. False where the browser does not let it. */
export const copyRichText = async ({ text, html }: { readonly text: string; readonly html: string }): Promise<boolean> => {
  try {
    const blobOf = (type: string, content: string) => [type, new Blob([content], { type })]
    const item = new ClipboardItem(Object.fromEntries([blobOf('text/plain', text), blobOf('text/html', html)]))
    await navigator.clipboard.write([item])
    return true
  } catch {
    // Not there on plain HTTP and in older browsers, and refused inside some frames.
    return copyByCommand(text, html)
  }
}

/** The former way, by a command that only copies what is selected. */
const copyByCommand = (text: string, html: string): boolean => {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.clipboardData?.setData('text/html', html)
    event.preventDefault()
  }
  document.addEventListener('copy', put)
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', put)
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
