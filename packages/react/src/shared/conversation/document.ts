/** A stretch of text: plain, or strong. */
export type Inline = string | { readonly strong: string }

/** What is handed to an agenda or a review. Written once, put into three forms. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** The first column names the row. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** CommonMark with GFM tables. Whatever a name holds, it stays text: no mark-up, no new line, no new column. */
export const toMarkdown = (blocks: readonly Block[]): string => blocks.map(markdownOf).join('\n\n')

const markdownOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `### ${markdownText(block.text)}`
    case 'paragraph':
      return markdownLine(block.content)
    case 'list':
      return block.items.map((item) => `- ${markdownLine(item)}`).join('\n')
    case 'table':
      return [block.head, block.head.map((_, column) => (column === 0 ? '---' : '---:')), ...block.rows]
        .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : markdownText(cell))).join(' | ')} |`)
        .join('\n')
  }
}

/** For a plain field: a line for each row and item. */
export const toText = (blocks: readonly Block[]): string => blocks.map(textOf).join('\n\n')

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return oneLine(block.text)
    case 'paragraph':
      return plainLine(block.content)
    case 'list':
      return block.items.map((item) => `• ${plainLine(item)}`).join('\n')
    case 'table':
      return block.rows
        .map(([name, ...cells]) => {
          const named = cells.map((cell, column) => (column === 0 ? cell : `${block.head[column + 1]} ${cell}`))
          return oneLine(`${name}: ${named.join(', ')}`)
        })
        .join('\n')
  }
}

/** For a rich text editor, on the clipboard. */
export const toHtml = (blocks: readonly Block[]): string => blocks.map(htmlOf).join('')

const htmlOf = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h3>${htmlText(block.text)}</h3>`
    case 'paragraph':
      return `<p>${htmlLine(block.content)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${htmlLine(item)}</li>`).join('')}</ul>`
    case 'table': {
      const row = (cells: readonly string[], tag: 'td' | 'th') =>
        `<tr>${cells.map((cell) => `<${tag}>${htmlText(cell)}</${tag}>`).join('')}</tr>`
      const body = block.rows.map((cells) => row(cells, 'td')).join('')
      return `<table><thead>${row(block.head, 'th')}</thead><tbody>${body}</tbody></table>`
    }
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const markdownText = (text: string) => oneLine(text).replace(/[\\`*_[\]<>|~&#]/g, '\\$&')

/** At its beginning, a line can also become a list or a rule. */
const markdownLine = (content: readonly Inline[]) =>
  content
    .map((part) => (typeof part === 'string' ? spaced(part, markdownText) : `**${markdownText(part.strong)}**`))
    .join('')
    .trim()
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')

const plainLine = (content: readonly Inline[]) =>
  oneLine(content.map((part) => (typeof part === 'string' ? part : part.strong)).join(''))

const htmlText = (text: string) => oneLine(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

const htmlLine = (content: readonly Inline[]) =>
  content
    .map((part) => (typeof part === 'string' ? spaced(part, htmlText) : `<strong>${htmlText(part.strong)}</strong>`))
    .join('')

/** Keeps the space by which a stretch stands off from its neighbours. */
const spaced = (text: string, write: (text: string) => string) =>
  `${/^\s/.test(text) ? ' ' : ''}${write(text)}${/\S\s+$/.test(text) ? ' ' : ''}`
