/** A part of a page that a search finds. */
export interface Section {
  /** Address of the page and of its heading, relative to the root of the documentation. */
  readonly url: string
  readonly page: string
  /** The heading of the section, or the name of a symbol. Equal to `page` for the beginning of a page. */
  readonly heading: string
  readonly text: string
  /** How much the section counts. Somebody who asks for a task finds the guide to it before codes and symbols. */
  readonly weight: number
}

/** Returns the anchor of a heading, as TypeDoc makes it: without the text in code font. */
const getAnchor = (heading: string): string =>
  heading
    .replaceAll(/`[^`]*`/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-')

/** Returns the text of Markdown without marks and addresses. */
const toPlainText = (markdown: string): string =>
  markdown
    .replaceAll(/^```.*$/gm, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^[\s|:-]+$/gm, '')
    .replaceAll(/[`*]|^#+ /gm, '')
    .replaceAll('|', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/**
 * Splits a page at its headings.
 * @param markdown - The page, which begins with its title.
 * @param url - Address of the page.
 * @param maxDepth - How deep a heading may be to begin a section. With 1, the page is one section.
 */
export const splitSections = (markdown: string, url: string, weight: number, maxDepth = 3): readonly Section[] => {
  const blocks: { heading: string; anchor: string; lines: string[] }[] = []
  let isCode = false
  for (const line of markdown.replace(/^---\n.*?\n---\n/s, '').split('\n')) {
    if (/^\s*```/.test(line)) isCode = !isCode
    const [, marks = '', heading = ''] = (isCode ? null : /^(#+) (.+)$/.exec(line)) ?? []
    if (marks === '' || marks.length > maxDepth) blocks.at(-1)?.lines.push(line)
    else blocks.push({ heading: toPlainText(heading), anchor: getAnchor(heading), lines: [] })
  }
  const page = blocks[0]?.heading ?? ''
  return blocks.map(({ heading, anchor, lines }, index) => ({
    url: index === 0 ? url : `${url}#${anchor}`,
    page,
    heading,
    text: toPlainText(lines.join('\n')),
    weight,
  }))
}
