/** A piece of text in a line, plain or strong. */
export type Inline = string | { readonly strong: string }

/** A block of a document for an agenda or a review, independent of the output format. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** The first cell of a row names the row. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Renders blocks as CommonMark with GFM tables. A name cannot add markup, links, lines or columns. */
export const renderMarkdown = (blocks: readonly Block[]): string => blocks.map(renderMarkdownBlock).join('\n\n')

const renderMarkdownBlock = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `### ${escapeMarkdown(block.text)}`
    case 'paragraph':
      return renderMarkdownInlines(block.content)
    case 'list':
      return block.items.map((item) => `- ${renderMarkdownInlines(item)}`).join('\n')
    case 'table':
      return [block.head, block.head.map((_, column) => (column === 0 ? '---' : '---:')), ...block.rows]
        .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escapeMarkdown(cell))).join(' | ')} |`)
        .join('\n')
  }
}

/** Renders blocks as plain text, with one line per table row and list item. A name cannot add links or lines. */
export const renderText = (blocks: readonly Block[]): string => blocks.map(renderTextBlock).join('\n\n')

const renderTextBlock = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return cleanText(block.text)
    case 'paragraph':
      return renderTextInlines(block.content)
    case 'list':
      return block.items.map((item) => `• ${renderTextInlines(item)}`).join('\n')
    case 'table':
      return block.rows
        .map(([name, ...cells]) => {
          const labeledCells = cells.map((cell, column) => (column === 0 ? cell : `${block.head[column + 1]} ${cell}`))
          return cleanText(`${name}: ${labeledCells.join(', ')}`)
        })
        .join('\n')
  }
}

/** Renders blocks as HTML, for pasting into a rich text editor. A name cannot add markup or links. */
export const renderHtml = (blocks: readonly Block[]): string => blocks.map(renderHtmlBlock).join('')

const renderHtmlBlock = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escapeHtml(block.text)}</h3>`
    case 'paragraph':
      return `<p>${renderHtmlInlines(block.content)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${renderHtmlInlines(item)}</li>`).join('')}</ul>`
    case 'table': {
      const renderRow = (cells: readonly string[], tag: 'td' | 'th') =>
        `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
      const body = block.rows.map((cells) => renderRow(cells, 'td')).join('')
      return `<table><thead>${renderRow(block.head, 'th')}</thead><tbody>${body}</tbody></table>`
    }
  }
}

/**
 * Removes the characters that change the direction of the text after them. Keeps pairs that isolate a part of the text,
 * which have no effect outside.
 */
const cleanDirection = (text: string): string => {
  let openIsolates = 0
  const cleanedText = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, (char) => {
    if (char === '\u2068') openIsolates += 1
    else if (char !== '\u2069' || openIsolates === 0) return ''
    else openIsolates -= 1
    return char
  })
  return cleanedText + '\u2069'.repeat(openIsolates)
}

/**
 * Matches each character after which a space breaks up a link, an address or a mention: the colon and the first slash
 * of `https://`, the character before the dot of `www.` and `evil.test` but not of numbers and dates, the at sign, and
 * the number sign of `#12`.
 */
const linkBreakPoints = /[@#](?=\S)|:(?=[\p{L}/])|\/(?=\/)|(?!\d\.\d)\S(?=\.(?:[^\s\p{P}]|[_-]))/gu

/**
 * Returns a text on one line, without anything that a program turns into a link. Inserts hair spaces, because they are
 * hardly visible and no link contains a space. Backslashes would not suffice: many programs detect links after they
 * have resolved escapes.
 */
const cleanText = (text: string) =>
  cleanDirection(text).replace(/\s+/g, ' ').trim().replace(linkBreakPoints, '$&\u200a')

const escapeMarkdown = (text: string) => cleanText(text).replace(/[\\`*_[\]<>|~&#]/g, '\\$&')

/** Also escapes a line start that would turn the line into a list item, a heading underline or a thematic break. */
const renderMarkdownInlines = (content: readonly Inline[]) =>
  content
    .map((part) =>
      typeof part === 'string' ? escapeWithEdgeSpaces(part, escapeMarkdown) : `**${escapeMarkdown(part.strong)}**`,
    )
    .join('')
    .trim()
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')

const renderTextInlines = (content: readonly Inline[]) =>
  cleanText(content.map((part) => (typeof part === 'string' ? part : part.strong)).join(''))

const escapeHtml = (text: string) => cleanText(text).replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

const renderHtmlInlines = (content: readonly Inline[]) =>
  content
    .map((part) =>
      typeof part === 'string' ? escapeWithEdgeSpaces(part, escapeHtml) : `<strong>${escapeHtml(part.strong)}</strong>`,
    )
    .join('')

/** Escapes a text inside a line. Keeps one space at each edge that has spaces, to separate it from its neighbors. */
const escapeWithEdgeSpaces = (text: string, escapeText: (text: string) => string) =>
  `${/^\s/.test(text) ? ' ' : ''}${escapeText(text)}${/\S\s+$/.test(text) ? ' ' : ''}`
