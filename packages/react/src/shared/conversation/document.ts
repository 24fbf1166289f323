/** Inline text, plain or strong. */
export type Inline = string | { readonly strong: string }

/** A block of a document for an agenda or a review, independent of the output format. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** The first column names the row. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Renders CommonMark with GFM tables. Text is escaped, so that a name cannot add markup, lines or columns. */
export const toMarkdown = (blocks: readonly Block[]): string => blocks.map(blockToMarkdown).join('\n\n')

const blockToMarkdown = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `### ${escapeMarkdown(block.text)}`
    case 'paragraph':
      return inlinesToMarkdown(block.content)
    case 'list':
      return block.items.map((item) => `- ${inlinesToMarkdown(item)}`).join('\n')
    case 'table':
      return [block.head, block.head.map((_, column) => (column === 0 ? '---' : '---:')), ...block.rows]
        .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escapeMarkdown(cell))).join(' | ')} |`)
        .join('\n')
  }
}

/** Renders plain text, with a line per table row and list item. */
export const toText = (blocks: readonly Block[]): string => blocks.map(blockToText).join('\n\n')

const blockToText = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return collapseSpaces(block.text)
    case 'paragraph':
      return inlinesToText(block.content)
    case 'list':
      return block.items.map((item) => `• ${inlinesToText(item)}`).join('\n')
    case 'table':
      return block.rows
        .map(([name, ...cells]) => {
          const labeledCells = cells.map((cell, column) => (column === 0 ? cell : `${block.head[column + 1]} ${cell}`))
          return collapseSpaces(`${name}: ${labeledCells.join(', ')}`)
        })
        .join('\n')
  }
}

/** Renders HTML for pasting into a rich text editor. */
export const toHtml = (blocks: readonly Block[]): string => blocks.map(blockToHtml).join('')

const blockToHtml = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`
    case 'paragraph':
      return `<p>${inlinesToHtml(block.content)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inlinesToHtml(item)}</li>`).join('')}</ul>`
    case 'table': {
      const renderRow = (cells: readonly string[], tag: 'td' | 'th') =>
        `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
      const body = block.rows.map((cells) => renderRow(cells, 'td')).join('')
      return `<table><thead>${renderRow(block.head, 'th')}</thead><tbody>${body}</tbody></table>`
    }
  }
}

const collapseSpaces = (text: string) => text.replace(/\s+/g, ' ').trim()

const escapeMarkdown = (text: string) => collapseSpaces(text).replace(/[\\`*_[\]<>|~&#]/g, '\\$&')

/** Also escapes a start of the line that would become a list item or a thematic break. */
const inlinesToMarkdown = (content: readonly Inline[]) =>
  content
    .map((part) =>
      typeof part === 'string' ? escapeWithEdgeSpaces(part, escapeMarkdown) : `**${escapeMarkdown(part.strong)}**`,
    )
    .join('')
    .trim()
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')

const inlinesToText = (content: readonly Inline[]) =>
  collapseSpaces(content.map((part) => (typeof part === 'string' ? part : part.strong)).join(''))

const escapeHtml = (text: string) => collapseSpaces(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

const inlinesToHtml = (content: readonly Inline[]) =>
  content
    .map((part) =>
      typeof part === 'string' ? escapeWithEdgeSpaces(part, escapeHtml) : `<strong>${escapeHtml(part.strong)}</strong>`,
    )
    .join('')

/** Escapes a text, but keeps one space at its edges, which separates it from its neighbors. */
const escapeWithEdgeSpaces = (text: string, escapeText: (text: string) => string) =>
  `${/^\s/.test(text) ? ' ' : ''}${escapeText(text)}${/\S\s+$/.test(text) ? ' ' : ''}`
