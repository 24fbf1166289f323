/** Copies text to the clipboard, plain and as HTML. Resolves with false if the browser denies it. */
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
    // The Clipboard API is missing on plain HTTP and in older browsers, and denied inside some frames.
    return copyByCommand(text, html)
  }
}

/** The legacy fallback: `execCommand` copies only a selection, so it selects a temporary field. */
const copyByCommand = (text: string, html: string): boolean => {
  const focused = document.activeElement
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
    if (focused instanceof HTMLElement) focused.focus()
  }
}
