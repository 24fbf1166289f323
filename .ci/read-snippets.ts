import { readFileSync } from 'node:fs'

/** A code block in a Markdown file. */
export interface Snippet {
  /** The prefix and the number of the line where the block starts, such as `server-39`. */
  readonly name: string
  /** The word after the opening backticks, such as `ts`. */
  readonly language: string
  readonly code: string
  /** The bold text at the start of the paragraph before the block. Empty if there is none. */
  readonly title: string
}

/**
 * Returns the code blocks of a Markdown file that name their language.
 * @param prefix - Prefix of the blocks' names.
 */
export const readSnippets = (file: string, prefix: string): readonly Snippet[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => {
    const textBefore = text.slice(0, index)
    const [paragraph = ''] = textBefore.trimEnd().split('\n\n').slice(-1)
    const title = /^\*\*(.+?)\*\*/.exec(paragraph)?.[1] ?? ''
    return { name: `${prefix}-${textBefore.split('\n').length}`, language, code, title }
  })
}
