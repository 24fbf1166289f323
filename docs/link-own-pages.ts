import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { getPageAddress, listPages } from './pages.ts'

const repository = 'https://github.com/windmill/windmill-claude/blob/main/'

/**
 * Makes links to pages on GitHub lead to the same pages of the documentation. A package's page has such links to pages
 * of the other packages, because it is also installed without them.
 */
export const linkOwnPages = (out: string): void => {
  const pages = new Set(listPages())
  for (const file of globSync('**/*.html', { cwd: out })) {
    const html = readFileSync(join(out, file), 'utf8')
    const linked = html.replaceAll(/href="([^"#]+)/g, (link, address: string) => {
      const path = address.startsWith(repository) ? address.slice(repository.length) : ''
      return pages.has(path) ? `href="${posix.relative(dirname(file), `${getPageAddress(path)}.html`)}` : link
    })
    if (linked !== html) writeFileSync(join(out, file), linked)
  }
}
