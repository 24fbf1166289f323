import { readFileSync } from 'node:fs'

/** A code block in a README. */
export interface Snippet {
  /** Unique within a README: the prefix and the line where the block starts, such as `server-39`. */
  readonly name: string
  readonly language: string
  readonly code: string
  /** The bold text at the start of the paragraph before the block. Empty if there is none. */
  readonly title: string
}

/**
 * Returns the code blocks of a Markdown file.
 * @param prefix - Prefix of their names.
 */
export const readSnippets = (file: string, prefix: string): readonly Snippet[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => {
    const before = text.slice(0, index)
    const [paragraph = ''] = before.trimEnd().split('\n\n').slice(-1)
    const title = /^\*\*(.+?)\*\*/.exec(paragraph)?.[1] ?? ''
    return { name: `${prefix}-${before.split('\n').length}`, language, code, title }
  })
}
