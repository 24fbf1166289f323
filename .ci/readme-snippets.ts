import { readFileSync } from 'node:fs'

/** A block of code in a README. */
export interface Snippet {
  /** Unique among a README's: `server-39`, the line where it begins. */
  readonly name: string
  readonly language: string
  readonly code: string
  /** What stands in bold at the beginning of the paragraph before it, or nothing. */
  readonly title: string
}

/** The blocks of code in a Markdown file. @param prefix - What their names begin with. */
export const snippetsOf = (file: string, prefix: string): readonly Snippet[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: code = '', index }) => {
    const before = text.slice(0, index)
    const [paragraph = ''] = before.trimEnd().split('\n\n').slice(-1)
    const title = /^\*\*(.+?)\*\*/.exec(paragraph)?.[1] ?? ''
    return { name: `${prefix}-${before.split('\n').length}`, language, code, title }
  })
}
